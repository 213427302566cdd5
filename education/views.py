from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from education.booklet import booklet
from education.forms import SearchForm
from education.pages import FALLBACK, Page, all_pages, get_page, next_page
from education.search import search


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """All pages, each under the question it answers; with `q`, what fits to it first."""
    form = SearchForm(request.GET)
    context = {"pages": all_pages(_language()), "form": form}
    if not form.is_valid():
        return render(request, "education/page_list.html", context, status=400)
    if asked := form.cleaned_data["q"]:
        context |= {"asked": asked, "found": search(asked, _language())}
    return render(request, "education/page_list.html", context)


@require_safe
def learn_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page. 404 for an unknown slug."""
    return render(request, "education/page_detail.html", page_context(slug))


@require_safe
def learn_booklet(request: HttpRequest) -> HttpResponse:
    """Choose pages to print."""
    return _booklet_form(request)


@require_safe
def learn_booklet_pdf(request: HttpRequest) -> HttpResponse:
    """The pages whose slugs stand in the address, as one PDF."""
    slugs = tuple(page.slug for page in all_pages(_language()) if page.slug in request.GET)
    if not slugs:
        return _booklet_form(request, _("Choose at least one page."), 400)
    response = HttpResponse(booklet(slugs, _language()), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="carelog-pages.pdf"'
    return response


def _booklet_form(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    context = {"pages": all_pages(_language()), "problem": problem, "asked": request.GET}
    return render(request, "education/booklet_form.html", context, status=status)


def page_context(slug: str) -> dict[str, Any]:
    """What `education/page_detail.html` needs. Raises Http404 for an unknown slug."""
    language = _language()
    try:
        page = get_page(slug, language)
    except KeyError as error:
        raise Http404 from error
    return {
        "page": page,
        "next_page": next_page(page, language),
        "past_review": page.is_past_review(timezone.localdate()),
        "terms": [(term, more_of(term.page, language)) for term in page.terms],
    }


def more_of(slug: str, language: str) -> Page | None:
    """Return the page that says more about a term; None where none does."""
    return get_page(slug, language) if slug else None


def _language() -> str:
    return get_language() or FALLBACK
