"""Results as Markdown tables."""

from math import floor, log10
from statistics import median

from .workloads import COLUMNS, WHOLE, WORKLOADS


def spread(values, form, sign=""):
    """The median, with the least and the greatest."""
    low, middle, high = (form(value) for value in (min(values), median(values), max(values)))
    return f"{middle}{sign}" if low == high else f"{middle}{sign} ({low}–{high})"


def digits(value, count):
    """So many significant digits, without an exponent."""
    if value <= 0:
        return "0"
    return f"{value:.{max(0, count - 1 - floor(log10(value)))}f}"


def ratio(value):
    return digits(value, 2)


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{digits(seconds / size, 3)} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def row(title, rounds):
    """Our time, and for each peer how many times as long it takes, round by round."""
    ours = rounds.get("Adjoint")
    cells = []
    for column in COLUMNS:
        times = rounds.get(column)
        if not times:
            cells.append("–")
        elif column == "Adjoint" or not ours:
            cells.append(spread(times, duration))
        else:
            ratios = [peer / own for peer, own in zip(times, ours)]
            cells.append(spread(ratios, ratio, "×"))
    return f"| {title} | {' | '.join(cells)} |"


def comparison(heading, workloads, results):
    rows = [row(w.title, results[w.name]["rounds"]) for w in workloads if w.name in results]
    if not rows:
        return []
    return [f"| {heading} | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|", *rows, ""]


def alone(results):
    """What is said of Adjoint without a peer."""
    rows = []
    for workload in WORKLOADS:
        result = results.get(workload.name, {})
        if own := result.get("own"):
            rate = workload.products / median(result["rounds"]["Adjoint"]) / 1e9
            cells = [
                workload.title,
                f"{own['bytes']:,.0f}",
                spread(own["gradient"], ratio),
                digits(rate, 3) if workload.products else "–",
            ]
            rows.append(f"| {' | '.join(cells)} |")
    if not rows:
        return []
    heading = "| Adjoint alone | bytes a step | value and gradient over value | products, GFLOP/s |"
    return [heading, "|---|---|---|---|", *rows, ""]


def tables(machine, results):
    lines = [*(f"- {line}" for line in machine), ""]
    lines += comparison("a step, warm", WORKLOADS, results)
    lines += comparison("a whole process", WHOLE, results)
    lines += alone(results)
    return "\n".join(lines)
