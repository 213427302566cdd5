from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from education.pages import FALLBACK, all_pages, get_page, next_page


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """All pages, each under the question it answers."""
    return render(request, "education/page_list.html", {"pages": all_pages(_language())})


@require_safe
def learn_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page. 404 for an unknown slug."""
    return render(request, "education/page_detail.html", page_context(slug))


def page_context(slug: str) -> dict[str, object]:
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
    }


def _language() -> str:
    return get_language() or FALLBACK
