"""Reading the summary in tests: its page and its PDF as plain words."""

import html
import io
import re

from django.urls import reverse
from pypdf import PdfReader


def page_path(record, query: str = "") -> str:
    """Return the address of the page."""
    return reverse("summary", args=[record.uid]) + query


def words_of_page(response) -> str:
    """Return what the main part of a page says, without its markup."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    main = re.sub(r"<svg.*?</svg>", " ", main, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", "<main" + main)).split())


def pdf_of(client, record, query: str = "") -> PdfReader:
    """Return the PDF as a reader opens it."""
    response = client.get(reverse("summary_pdf", args=[record.uid]) + query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def whole_words(reader: PdfReader) -> str:
    """Return what all of its pages say."""
    return " ".join(words_of_pdf(reader, page) for page in range(len(reader.pages)))


def words_of_pdf(reader: PdfReader, page: int = 0) -> str:
    """Return what a page of it says."""
    return " ".join(reader.pages[page].extract_text().split())
