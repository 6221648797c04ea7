"""A letter read as its recipient reads it."""

from html.parser import HTMLParser


class Reader(HTMLParser):
    """The words of an HTML letter, its elements with their attributes, and where it points."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[str] = []
        self.links: list[str] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.links += [
            value or "" for name, value in attrs if name in {"href", "src", "background", "action"}
        ]

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    @property
    def words(self) -> str:
        return unwrapped(" ".join(self._words))


def unwrapped(words: str) -> str:
    return " ".join(words.split())
