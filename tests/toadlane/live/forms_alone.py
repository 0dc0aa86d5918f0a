"""A browser that runs no scripts: it reads the forms of a page, fills them in, and presses a button."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

UNTYPED = {"checkbox", "radio"}
"""What is sent only where it is ticked."""


@dataclass
class Form:
    """Where it sends, what it says before anybody types, and the words on its buttons with what each adds."""

    action: str
    said: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, dict[str, str]] = field(default_factory=dict)


class Forms(HTMLParser):
    """Every form of a page that posts, as HTML alone has it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._name = ""
        self._words: list[str] | None = None
        self._adds: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(has.get("action", "")) if has.get("method") == "post" else None
        if self._form is None or "disabled" in has:
            return
        name = has.get("name", "")
        if tag == "input" and name and (has.get("type") not in UNTYPED or "checked" in has):
            self._form.said.setdefault(name, []).append(has.get("value", ""))
        elif tag == "select":
            self._name = name
        elif tag == "option" and ("selected" in has or self._name not in self._form.said):
            self._form.said[self._name] = [has.get("value", "")]
        elif tag in {"textarea", "button"}:
            self._words, self._name = [], name
            self._adds = {name: has.get("value", "")} if tag == "button" and name else {}

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._form is not None and self._words is not None and tag in {"textarea", "button"}:
            words = "".join(self._words).strip()
            if tag == "button":
                self._form.buttons[words] = self._adds
            else:
                self._form.said[self._name] = [words]
            self._words = None
        if tag == "form" and self._form is not None:
            self.found.append(self._form)
            self._form = None


@dataclass
class Alone:
    """Somebody at such a browser, and the page they have before them."""

    browser: Client
    at: str = ""
    page: str = ""

    def open(self, address: str) -> Alone:
        """Type an address."""
        answer = self.browser.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        self.at, self.page = answer.request["PATH_INFO"], answer.content.decode()
        return self

    def press(self, words: str, nth: int = 0, **typed: str | list[str]) -> Alone:
        """Fill in what is typed and press a button; the page that comes of it is before them."""
        forms = [form for form in Forms(self.page).found if words in form.buttons]
        assert len(forms) > nth, (words, [[*form.buttons] for form in Forms(self.page).found])
        form = forms[nth]
        assert not set(typed) - set(form.said), (words, sorted(form.said))
        answer = self.browser.post(
            form.action or self.at, {**form.said, **form.buttons[words], **typed}, follow=True
        )
        assert answer.status_code == 200, (words, answer.status_code, answer.content.decode()[-3000:])
        self.at, self.page = answer.request["PATH_INFO"], answer.content.decode()
        return self

    @property
    def buttons(self) -> list[str]:
        """The words on all buttons of the page."""
        return [words for form in Forms(self.page).found for words in form.buttons]
