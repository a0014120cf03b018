"""Sets what a document says as paragraphs: in one language, with the signs the typeface has (排字)."""

from domain.catalogue import Said
from interfaces.http.languages import Language
from interfaces.papers.printing.block import Block, Style
from interfaces.papers.printing.face import GETA, Face


class Setter:
    """Sets texts; remembers whether the face lacked a sign of any of them."""

    def __init__(self, language: Language, face: Face) -> None:
        self.face = face
        self.english = language is Language.EN
        self.lacking = False

    def text(self, said: Said | str) -> str:
        """Return a text in the language, as the face can print it."""
        text = said if isinstance(said, str) else (said.en if self.english else said.zh)
        printable = self.face.printable(text)
        self.lacking = self.lacking or printable.count(GETA) > text.count(GETA)
        return printable

    def block(self, said: Said | str, style: Style) -> Block:
        """Return a text as a paragraph."""
        return Block(self.text(said), style, self.face)
