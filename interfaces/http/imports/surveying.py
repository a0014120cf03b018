"""An upload is looked through: what can be taken, and all that is wrong with the rest. Nothing is written."""

import asyncio
from pathlib import Path

from domain.register.refusals import FileKindUnknownError
from domain.register.row import RowError
from domain.takeover.columns import names_branches
from interfaces.desk.desk import Desk
from interfaces.desk.registers import Survey, survey
from interfaces.desk.takeover import BranchSurvey, survey_branches
from interfaces.http.imports.told import MOST_WRONG, Import, Kind, Status, Upload, wrong_rows
from interfaces.registers import IsHeader, names_enterprises
from interfaces.sheets.guard import WORKBOOK, check_workbook

KINDS = (".csv", ".tsv", ".txt", WORKBOOK)
"""Of the files that are taken over a network: other kinds of workbooks cannot be looked at before they are opened."""

Found = Survey | BranchSurvey


async def look_through(desk: Desk, upload: Upload, path: Path) -> Found:
    """Return what a file holds. Raises what `survey` and `survey_branches` raise, and `WorkbookUnsafeError`."""
    if path.suffix.lower() not in KINDS:
        raise FileKindUnknownError(path.name, " ".join(KINDS))
    await asyncio.to_thread(check_workbook, path)
    if upload.kind is Kind.BRANCHES:
        return await survey_branches(desk, path, upload.org)
    directory = await desk.directory()
    return await asyncio.to_thread(survey, path, upload.org, directory, desk.today)


def header_of(kind: Kind) -> IsHeader:
    """Return by what the header of such a file is known."""
    return names_branches if kind is Kind.BRANCHES else names_enterprises


def surveyed(upload: Upload, found: Found, desk: Desk) -> Import:
    """Return what is told of it."""
    wrong: tuple[RowError, ...] = found.wrong
    return Import(
        id=upload.id,
        kind=upload.kind,
        name=upload.name,
        org=upload.org,
        status=Status.SURVEYED,
        rows=found.rows,
        ignored=found.ignored if isinstance(found, BranchSurvey) else (),
        wrong=wrong_rows(wrong, desk.catalogue),
        more_wrong=max(0, len(wrong) - MOST_WRONG),
    )
