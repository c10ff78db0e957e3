"""What `check` writes where: several formats at once, each to its own place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from crossfoot.cli_options import one_of, say, say_failure, screen, write
from crossfoot.errors import UsageError
from crossfoot.report.formats import FORMATS, PAGE, TEXT

if TYPE_CHECKING:
    from crossfoot.batch.run import Run
    from crossfoot.model_checked import Outcome
    from crossfoot.report.detail import Detail
    from crossfoot.report.formats import Context

ORDER = "crossfoot.order"
"""Under which name the order of the options is kept."""


class OrderedCommand(TyperCommand):
    """A command that remembers in which order `--format` and `--output` were given, since they form pairs."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as always, and keep the order of the options."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[ORDER] = [each.name for each in order if each.name in ("format_names", "outputs")]
        return super().parse_args(ctx, args)


@dataclass(frozen=True, slots=True)
class Target:
    """One output: its format, and its file (None is the screen)."""

    format: str
    output: Path | None


def targets_of(formats: Sequence[str], outputs: Sequence[Path], order: Iterable[str]) -> list[Target]:
    """The outputs of a command line: each `--format` goes with the `--output` beside it.

    UsageError for an unknown format, and where more than one output would go to the screen or to one file.
    """
    for name in formats:
        one_of("--format", name, FORMATS)
    remaining = {"format_names": iter(formats), "outputs": iter(outputs)}
    pairs: list[dict[str, Any]] = [{}]
    for option in order:
        if option in pairs[-1]:
            pairs.append({})
        pairs[-1][option] = next(remaining[option])
    targets = [Target(pair.get("format_names", TEXT), pair.get("outputs")) for pair in pairs]
    places = [None if target.output is None else os.path.realpath(target.output) for target in targets]
    for one, place in zip(targets, places, strict=True):
        if places.count(place) > 1:
            where = "the screen" if one.output is None else str(one.output)
            raise UsageError(f"several formats would go to {where}; give each its own --output")
    return targets


def tell(run: Run, outcomes: Iterable[Outcome], targets: Sequence[Target], files: int, detail: Detail) -> None:
    """Write all outputs: what goes to the screen as results come, the files when all are there."""
    from crossfoot.batch.progress import with_progress
    from crossfoot.report.formats import Context

    on_screen = next((target for target in targets if target.output is None), None)
    kept: list[Outcome] = []
    told = _kept(outcomes, kept, aloud=on_screen is None or on_screen.format != TEXT)
    shown = with_progress(told, files, alone=on_screen is None or on_screen.format != TEXT)
    context = Context(run.all_rules, lambda: bool(run.baselines))
    if on_screen is not None and on_screen.format != PAGE:
        write(_chunks(on_screen, shown, context, detail), None)
    else:
        for _ in shown:
            pass
    for target in targets:
        if target.output is not None and target.format != PAGE:
            write(_chunks(target, kept, context, detail), target.output)
    for baseline in run.baselines:
        for name in baseline.missing():
            say(f"{baseline.path}: {name} is no longer there; `crossfoot baseline --prune` takes it out")


def _chunks(target: Target, outcomes: Iterable[Outcome], context: Context, detail: Detail) -> Iterator[str]:
    if target.format == TEXT:
        from crossfoot.report.screen import PLAIN_WIDTH
        from crossfoot.report.text import text_chunks

        yield from text_chunks(outcomes, screen(target.output, PLAIN_WIDTH), detail)
    else:
        from crossfoot.report.formats import written

        yield written(target.format, list(outcomes), context)


def _kept(outcomes: Iterable[Outcome], kept: list[Outcome], aloud: bool) -> Iterator[Outcome]:
    """The outcomes as they come, all of them remembered; failures are told on standard error if `aloud`."""
    from crossfoot.model_checked import Failure

    for outcome in outcomes:
        kept.append(outcome)
        if aloud and isinstance(outcome, Failure):
            say_failure(outcome)
        yield outcome
