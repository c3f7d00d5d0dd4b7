"""``fabula export``: a dossier in the formats of other programs."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import click

from fabula.cli.common import DOSSIER, NARROWING, Wanted, print_bytes, print_file, say
from fabula.dossier import Snapshot
from fabula.errors import UsageError


@click.command()
@click.argument("form", metavar="FORMAT")
@DOSSIER
@click.option("--outlet", metavar="NAME", help="Only what this outlet tells.")
@NARROWING
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(),
    help="The file, or the folder (or .zip) of a format of many files.",
)
def export(
    form: str,
    dossier: str,
    outlet: str | None,
    wanted: Wanted,
    output: str | None,
) -> None:
    """Write the dossier FILE in a FORMAT that other programs read.

    \b
    ndjson       one JSON object a record, with its evidence; the canonical form
    csv          a table a kind, and one of the evidence (a folder or .zip)
    parquet      the same tables, typed (a folder or .zip)
    sqlite       the same tables in a plain SQLite file, for Datasette
    ftm          FollowTheMoney entities, with their spans beside
    annotations  W3C Web Annotations
    timelinejs   the dated events for TimelineJS 3
    graphml      who takes part in what, what moves what; gexf: for Gephi
    jsonld       schema.org: NewsArticle, ClaimReview
    plover       events as a table with the columns of PLOVER's data
    skos         the system's variables as a SKOS vocabulary
    site         the whole workbench as pages that work from the disk (a folder or .zip)

    An installed package may add others (entry points `fabula.exports`). --entity, --event, --outlet, --from, --to and --about
    narrow it to records that rest on what is asked for. A format of one file is printed where no -o is given.
    """
    from fabula.export.exporting import ExportedDossier, exporter
    from fabula.views.narrowing import Narrowing

    write = exporter(form)
    with Snapshot(dossier) as d:
        asked = Narrowing(d, outlet=outlet, **wanted)
        files = write(ExportedDossier(d, asked))
    if set(files) == {""}:
        made = files[""]
        if output in (None, "-"):
            print_bytes(made) if isinstance(made, bytes) else print_file(made)
            return
        _write(Path(str(output)), made)
    else:
        if output is None:
            raise UsageError(f"{form} is {len(files)} files: name a folder, or a .zip, with -o")
        _write_all(Path(output), files)
    say(f"wrote {output}")


def _write_all(path: Path, files: Mapping[str, str | bytes]) -> None:
    if path.suffix == ".zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, made in files.items():
                z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _bytes(made), zipfile.ZIP_DEFLATED)
        _write(path, out.getvalue())
        return
    for name, made in files.items():
        part = Path(name)
        if part.is_absolute() or ".." in part.parts:
            raise UsageError(f"{name} would lie outside {path}")
        _write(path / part, made)


def _write(path: Path, made: str | bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(made))
    except OSError as e:
        raise UsageError(f"{path}: {e.strerror}") from e


def _bytes(made: str | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")


COMMANDS = (export,)
