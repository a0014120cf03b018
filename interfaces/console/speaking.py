"""The console's own words: Chinese in the templates, English in one catalogue (gettext); dates and numbers by locale."""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from domain.catalogue import Said
from domain.dates import SHANGHAI
from domain.titles import Title
from interfaces.http.languages import Language

ENGLISH = Path(__file__).parent / "locale" / "en"
"""A catalogue for each room of the console; what several rooms say stands in one of them."""


class Speech(NamedTuple):
    """How somebody is spoken to: in one language, with its dates and numbers."""

    language: Language

    @property
    def english(self) -> bool:
        """Whether it is English; it is Chinese else."""
        return self.language is Language.EN

    @property
    def translations(self) -> NullTranslations:
        """The console's catalogue."""
        return _english() if self.english else NullTranslations()

    def _(self, message: str) -> str:
        """Return a text of the console."""
        return str(self.translations.ugettext(message))

    def told(self, said: Said | Title) -> str:
        """Return a sentence of the domain's."""
        return said.en if self.english else said.zh

    def headed(self, said: Said | Title) -> str:
        """Return the same where it begins a line: a heading, a button, a cell."""
        text = self.told(said)
        return text[:1].upper() + text[1:]

    def day(self, on: date | None) -> str:
        """Return a day, with its weekday: `2026年11月26日 周四`, `Thu, 26 Nov 2026`; a dash for none."""
        if on is None:
            return "–"
        return format_date(on, "EEE, d MMM y" if self.english else "y年M月d日 EEE", locale=self.locale)

    def moment(self, at: datetime | None) -> str:
        """Return a moment, to the minute, by the clock of Beijing; a dash for none."""
        if at is None:
            return "–"
        form = "d MMM y, HH:mm" if self.english else "y年M月d日 HH:mm"
        return format_datetime(at.astimezone(SHANGHAI).replace(tzinfo=None), form, locale=self.locale)

    def number(self, count: int | None) -> str:
        """Return a number with its separators; a dash for what is not known."""
        return "–" if count is None else format_decimal(count, locale=self.locale)

    @property
    def locale(self) -> str:
        """As Babel names it."""
        return "en_GB" if self.english else "zh_Hans_CN"


def marked(message: str) -> str:
    """Mark a text for the catalogue where it is not told yet."""
    return message


@cache
def _english() -> Translations:
    whole = Catalog(locale="en")
    for path in sorted(ENGLISH.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                whole[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return Translations(compiled)
