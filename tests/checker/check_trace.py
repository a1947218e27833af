#!/usr/bin/env python3
"""Recomputes every figure of a run from its trace, apart from the engine.

    tests/checker/check_trace.py SCENARIO.txtpb OUT_DIR

OUT_DIR is what `fcrsim run SCENARIO.txtpb --replications N --out OUT_DIR --trace` wrote. From
calls.csv, staffing.csv, incidents.csv, assignments.csv and duty.csv, by the definitions of
docs/measures.md alone, the checker works out results.json, intervals.csv, bands.csv, weeks.csv,
waits.csv and response.csv again and prints each difference: the figure, what the trace says, what is reported. It also checks that the
trace agrees with itself. Exit code 0 when there is no difference, 1 when there is one, 2 when the
files cannot be read. It shares no code with the simulator and must not be changed to follow it:
when the two disagree, docs/measures.md says who is right.

How figures are compared. Times are whole microseconds. A figure of six significant digits must be
within half a unit of its sixth digit (and a billionth, for the sums of floating-point numbers). A
percentile comes from buckets at most 0.1 % wide, so it may be off by 0.1 % and its half width by
what that makes; the columns of a wait distribution, by the calls so near to an edge. A quantile over
days comes from steps, whose widths docs/measures.md tells. Counts and texts must be equal. A field that is there and is not expected, or the
other way round, is a difference, so nothing in the files is passed over; the words of `definition`,
`codes` and `warnings`, the version and the seed are no figures and are left alone. The longest
queue is compared with two readings, which differ only where calls come and go at the same
microsecond.

The scenario may not be changed by --set: the checker reads the file as it stands.
"""

import argparse
import collections
import csv
import datetime
import json
import math
import pathlib
import re
import sys

SECOND = 1_000_000
HOUR = 3600 * SECOND
QUARTER = 900 * SECOND
DAY_QUARTERS = 96
WIDTH = 0.001    # greatest width of a percentile's bucket
STEP_WIDTH = 1 / 32    # greatest of a quantile over days, above 64 of its units
WAIT_EDGES = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900,
              1200, 1800, 3600)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# Scenario files -------------------------------------------------------------------------------

TOKEN = re.compile(r'\s+|#[^\n]*|("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')|([A-Za-z_][\w.]*)'
                   r'|([-+]?[\d.][\w.+-]*)|([{}\[\]:,;<>])')


class Block(dict):
    """A block of a scenario file: every field is a list of its values, as they follow."""

    def one(self, name, default=None):
        return self[name][-1] if name in self else default


def read_text_format(text):
    tokens, place = [], 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match:
            raise ValueError(f"cannot read the scenario at {text[place:place + 30]!r}")
        place = match.end()
        quoted, word, number, sign = match.groups()
        if quoted is not None:
            body = quoted[1:-1].encode().decode("unicode_escape").encode("latin-1").decode("utf-8")
            if tokens and tokens[-1][0] == "text":
                tokens[-1] = ("text", tokens[-1][1] + body)
            else:
                tokens.append(("text", body))
        elif word is not None:
            tokens.append(("word", word))
        elif number is not None:
            tokens.append(("number", number))
        elif sign is not None:
            tokens.append(("sign", sign))
    tokens.reverse()

    def value():
        kind, found = tokens.pop()
        if (kind, found) == ("sign", "{"):
            return block("}")
        if kind == "number":
            return float(found) if re.search(r"[.eE]", found) else int(found)
        if kind == "word" and found in ("true", "false"):
            return found == "true"
        return found

    def block(end):
        made = Block()
        while tokens:
            kind, name = tokens.pop()
            if kind == "sign" and name == end:
                return made
            if kind == "sign" and name in ",;":
                continue
            if tokens[-1] == ("sign", ":"):
                tokens.pop()
            values = made.setdefault(name, [])
            if tokens[-1] == ("sign", "["):
                tokens.pop()
                while tokens[-1] != ("sign", "]"):
                    if tokens[-1] == ("sign", ","):
                        tokens.pop()
                    else:
                        values.append(value())
                tokens.pop()
            else:
                values.append(value())
        return made

    return block(None)


# Estimates ------------------------------------------------------------------------------------

def beta_share(a, b, x):
    """The regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(b, a, 1 - x)
    front = math.exp(a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a)
                     - math.lgamma(b)) / a
    c, d, total = 1.0, 0.0, 1.0
    for step in range(400):
        half = step // 2
        if step == 0:
            numerator = 1.0
        elif step % 2 == 0:
            numerator = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        else:
            numerator = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        d = 1 / (1 + numerator * d)
        c = 1 + numerator / c
        total *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * (total - 1)


STUDENT = {}


def student(confidence, freedom):
    """The two-sided point of Student's t."""
    key = (confidence, freedom)
    if key not in STUDENT:
        low, high = 0.0, 1e8
        for _ in range(200):
            middle = (low + high) / 2
            outside = beta_share(freedom / 2, 0.5, freedom / (freedom + middle * middle))
            if outside > 1 - confidence:
                low = middle
            else:
                high = middle
        STUDENT[key] = (low + high) / 2
    return STUDENT[key]


class Figure:
    """A number of six digits, and how far off it may be besides."""

    def __init__(self, value, slack=0.0):
        self.value = value
        self.slack = slack

    def agrees(self, reported):
        if isinstance(reported, bool) or not isinstance(reported, (int, float)):
            return False
        size = max(abs(self.value), abs(reported))
        unit = 10.0 ** (math.floor(math.log10(size)) - 5) if size else 0.0
        return abs(self.value - reported) <= 0.5 * unit + 1e-9 * size + self.slack + 1e-12

    def __str__(self):
        return f"{self.value:.9g}"


class Exact:
    """A whole number or a text that must be equal."""

    def __init__(self, value):
        self.value = value

    def agrees(self, reported):
        return type(reported) is type(self.value) and reported == self.value

    def __str__(self):
        return str(self.value)


class Begins:
    """A text that begins so: with a calendar the days are named from the first to the last."""

    def __init__(self, value):
        self.value = value

    def agrees(self, reported):
        return isinstance(reported, str) and reported.startswith(self.value)

    def __str__(self):
        return f"{self.value} ..."


class OneOf:
    """A longest queue. Where things happen at one instant the trace leaves open how long it was: two
    readings bound it."""

    def __init__(self, low, high):
        self.low = low
        self.high = high

    def agrees(self, reported):
        return self.low <= reported <= self.high

    def __str__(self):
        return f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"


class Estimator:
    def __init__(self, confidence):
        self.confidence = confidence

    def mean(self, values, slacks=None):
        """The mean over the replications that have a value."""
        pairs = [(value, slack) for value, slack in zip(values, slacks or [0.0] * len(values))
                 if value is not None]
        if not pairs:
            return None
        number = len(pairs)
        mean = math.fsum(value for value, _ in pairs) / number
        made = {"value": Figure(mean, math.fsum(slack for _, slack in pairs) / number)}
        if number > 1:
            factor = student(self.confidence, number - 1) / math.sqrt(number)
            spread = math.sqrt(math.fsum((value - mean) ** 2 for value, _ in pairs) / (number - 1))
            wobble = math.sqrt(math.fsum(slack ** 2 for _, slack in pairs) / (number - 1))
            rounding = 1e-9 * abs(mean)    # of a spread that is nothing, in floating point
            made["half_width"] = Figure(factor * spread, factor * wobble + rounding)
        return made

    def ratio(self, numerators, denominators, scale=1.0):
        """The ratio of sums, with the residuals of the classical ratio estimator."""
        below = sum(denominators)
        if below == 0:
            return None
        number = len(denominators)
        ratio = sum(numerators) / below
        made = {"value": Figure(ratio * scale)}
        if number > 1:
            rest = math.fsum((top - ratio * bottom) ** 2
                             for top, bottom in zip(numerators, denominators))
            half = (student(self.confidence, number - 1) * math.sqrt(rest / (number - 1) / number)
                    / (below / number))
            made["half_width"] = Figure(half * scale, 1e-9 * abs(ratio * scale))
        return made


def summer_time(at):
    """Hours that UK clocks are ahead at a moment of UTC: one from the last Sunday of March, 01:00, to
    the last Sunday of October, 01:00."""
    def turn(month):
        day = datetime.datetime(at.year, month, 31, 1)
        return day - datetime.timedelta(days=(day.weekday() + 1) % 7)
    return 1 if turn(3) <= at < turn(10) else 0


def nearest_rank(ordered, share):
    rank = max(1, math.ceil(share * len(ordered) - 1e-9))
    return ordered[min(rank, len(ordered)) - 1]


# The trace ------------------------------------------------------------------------------------

def micros(text):
    """A time stamp of a CSV file, in microseconds; None when it never came."""
    if not text:
        return None
    whole, _, part = text.partition(".")
    if len(part) != 6:
        raise ValueError(f"{text!r} is no time to the microsecond")
    return int(whole + part)


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


CALL_STAMPS = ("dialled", "operator_answered", "operator_connect", "network_arrive", "message_end",
               "offered", "segment_presented", "presented", "answered", "abandoned", "ended",
               "wrapped_up", "ready", "resumed")
INCIDENT_STAMPS = ("answered", "opened", "graded", "appointment", "dispatch_begun",
                   "dispatch_decided", "assigned", "mobile", "at_scene", "closed")
ASSIGNMENT_STAMPS = ("assigned", "mobile", "at_scene", "left_scene", "ended")


class Row:
    """A row with its stamps as microseconds."""

    def __init__(self, row, stamps):
        for name, value in row.items():
            if not name.endswith("_s"):
                setattr(self, name, value)
        for name in stamps:
            setattr(self, name, micros(row[name + "_s"]))
        self.replication = int(row["replication"])


class Trace:
    def __init__(self, folder, response):
        self.calls, self.staffing = [], []
        self.incidents, self.assignments, self.duty = [], [], []
        for row in rows_of(folder / "calls.csv"):
            call = Row(row, CALL_STAMPS)
            call.number = int(call.number)
            call.parts = []
            for text in call.segments.split(";") if call.segments else []:
                pool, site, presented, answered, left, outcome = text.split("|")
                call.parts.append((pool, site, micros(presented), micros(answered), micros(left),
                                   outcome))
            call.site_of_pool = call.parts[-1][1] if call.parts else None
            self.calls.append(call)
        for row in rows_of(folder / "staffing.csv"):
            self.staffing.append(Row(row, ("from", "to")))
        if response:
            for row in rows_of(folder / "incidents.csv"):
                self.incidents.append(Row(row, INCIDENT_STAMPS))
            for row in rows_of(folder / "assignments.csv"):
                self.assignments.append(Row(row, ASSIGNMENT_STAMPS))
            for row in rows_of(folder / "duty.csv"):
                self.duty.append(Row(row, ("at",)))


# The checker ----------------------------------------------------------------------------------

class Checker:
    def __init__(self, scenario_path, folder):
        self.scenario = read_text_format(scenario_path.read_text(encoding="utf-8"))
        self.scenario_folder = scenario_path.parent
        self.folder = folder
        self.results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        self.trace = Trace(folder, "response" in self.scenario)
        self.differences = []
        self.figures = 0
        run = self.scenario.one("run", Block())
        self.start = round(run.one("warm_up_h", 24) * HOUR)
        self.length = round(run.one("measured_h", 24) * HOUR)
        self.end = self.start + self.length
        self.drain_end = self.end + round(run.one("drain_max_h", 24) * HOUR)
        self.quarters = -(-self.length // QUARTER)
        self.slots = min(self.quarters, DAY_QUARTERS)
        self.replications = self.results["run"]["replications"]
        self.first = self.results["run"]["first_replication"]
        self.estimate = Estimator(self.results["run"]["confidence"])
        self.interrupts = any(item.one("interruption", "NEVER") != "NEVER"
                              for item in self.scenario["call_classes"])
        self.holds = {item.one("name") for item in self.scenario["call_classes"]
                      if item.one("interruption") == "HOLD"}
        self.per = min(24 * HOUR, self.length)
        self.lines = {line.one("name"): line for line in self.scenario["lines"]}
        self.pools = {pool.one("name"): pool for pool in self.scenario["pools"]}
        self.skills = {group.one("name"): set(group["call_classes"])
                       for group in self.scenario["skill_groups"]}
        self.employer_of = {name: pool.one("employer") for name, pool in self.pools.items()}
        # How many quarter-hours of the measured part there are at each time of the day; one that is
        # cut off counts as much as there is of it.
        self.days = [sum(min(1.0, (self.length - quarter * QUARTER) / QUARTER)
                         for quarter in range(slot, self.quarters, DAY_QUARTERS))
                     for slot in range(self.slots)]

    # Findings ---------------------------------------------------------------------------------

    def differ(self, what, expected, reported):
        self.differences.append(f"{what}: {expected} from the trace, {reported} reported")

    def broken(self, what):
        self.differences.append(f"trace: {what}")

    def compare(self, path, expected, reported):
        """What is expected: dictionaries, lists, figures; None is left out."""
        if isinstance(expected, dict):
            if not isinstance(reported, dict):
                self.differ(path, "a block", repr(reported))
                return
            for name in reported:
                if name not in expected:
                    self.figures += 1
                    self.differ(f"{path}.{name}", "not expected", json.dumps(reported[name])[:80])
            for name, value in expected.items():
                if value == "ignored":
                    continue
                if value is None:
                    self.figures += 1
                    if name in reported:
                        self.differ(f"{path}.{name}", "not measured",
                                    json.dumps(reported[name])[:80])
                elif name not in reported:
                    self.figures += 1
                    told = value["value"] if isinstance(value, dict) and "value" in value else value
                    self.differ(f"{path}.{name}", told, "nothing")
                else:
                    self.compare(f"{path}.{name}", value, reported[name])
        elif isinstance(expected, list):
            if not isinstance(reported, list) or len(expected) != len(reported):
                self.differ(path, f"{len(expected)} entries", f"{len(reported or [])}")
                return
            for place, (one, other) in enumerate(zip(expected, reported)):
                label = place
                for key in ("name", "id", "kpi", "from"):
                    if isinstance(other, dict) and key in other:
                        label = other[key]
                        break
                self.compare(f"{path}[{label}]", one, other)
        else:
            self.figures += 1
            if not expected.agrees(reported):
                self.differ(path, expected, reported)

    # Times of the measured part ---------------------------------------------------------------

    def measured(self, at):
        return at is not None and self.start <= at < self.end

    def quarter(self, at):
        return (at - self.start) // QUARTER

    def inside(self, begin, end):
        return max(0, min(end, self.end) - max(begin, self.start))

    def spread(self, cells, begin, end):
        """Adds a stretch of time to the quarter-hours it lies in."""
        begin, end = max(begin, self.start) - self.start, min(end, self.end) - self.start
        while begin < end:
            quarter = begin // QUARTER
            until = min(end, (quarter + 1) * QUARTER)
            cells[quarter] += until - begin
            begin = until

    def by_slot(self, cells):
        slots = [0] * self.slots
        for quarter, value in enumerate(cells):
            slots[quarter % DAY_QUARTERS] += value
        return slots

    def a_day(self, counts):
        """Counts of replications, in the report's hours."""
        return self.estimate.mean([count * self.per / self.length for count in counts])

    def hours(self, times):
        return self.a_day([time / HOUR for time in times])

    # Calls ------------------------------------------------------------------------------------

    def prepare_calls(self):
        """Each call's place in the population, its quarter-hour and its waits."""
        for call in self.trace.calls:
            at = call.offered if call.offered is not None else call.network_arrive
            call.counted = self.measured(at)
            call.quarter = self.quarter(at) if call.counted else None
            call.slot = call.quarter % DAY_QUARTERS if call.counted else None
            call.stop = {"answered": call.answered, "abandoned": call.abandoned}.get(call.outcome)
        self.population = [call for call in self.trace.calls if call.counted]

    @staticmethod
    def wait(call, clock):
        """The wait on a clock; None when the call has none."""
        if call.stop is None:
            return None
        starts = {
            "CALLER": call.dialled,
            "OPERATOR_CONNECT": call.operator_connect if call.operator_connect is not None
            else call.network_arrive,
            "NETWORK_ARRIVE": call.network_arrive,
            "MESSAGE_END": call.message_end if call.message_end is not None else call.offered,
            "OFFERED": call.offered,
            "SEGMENT_PRESENTED": call.segment_presented,
        }
        begin = starts[clock]
        if begin is None or begin > call.stop:
            return None
        return call.stop - begin

    def per_replication(self, calls):
        parts = [[] for _ in range(self.replications)]
        for call in calls:
            parts[call.replication - self.first].append(call)
        return parts

    def waits(self, parts, clock):
        """A WaitReport of the answered calls."""
        waits = [sorted(self.wait(call, clock) for call in part if call.outcome == "answered")
                 for part in parts]
        made = {"mean_s": self.estimate.ratio([sum(part) for part in waits],
                                              [len(part) for part in waits], 1 / SECOND)}
        for name, share in (("p50_s", 0.5), ("p90_s", 0.9), ("p95_s", 0.95), ("p99_s", 0.99)):
            made[name] = self.percentile(waits, share)
        return made

    def percentile(self, sorted_waits, share):
        values = [nearest_rank(part, share) / SECOND if part else None for part in sorted_waits]
        slacks = [None if value is None else WIDTH * value + 1e-6 for value in values]
        return self.estimate.mean(values, slacks)

    @staticmethod
    def count(part, outcome):
        return sum(call.outcome == outcome for call in part)

    def call_figures(self, calls, operator, queues, longest_queue):
        parts = self.per_replication(calls)
        counts = {outcome: [self.count(part, outcome) for part in parts]
                  for outcome in ("answered", "abandoned", "diverted", "blocked", "unfinished")}
        offered = [len(part) for part in parts]
        ended = [all_of - open_ for all_of, open_ in zip(offered, counts["unfinished"])]
        made = {"offered": self.a_day(offered)}
        for outcome, numbers in counts.items():
            made[outcome] = self.a_day(numbers)
        for outcome in ("answered", "abandoned", "blocked"):
            made[outcome + "_percent"] = self.estimate.ratio(counts[outcome], ended, 100)
        made["force_clock"] = self.waits(parts, "NETWORK_ARRIVE")
        made["operator_clock"] = self.waits(parts, "OPERATOR_CONNECT") if operator else None
        bands = self.bands(parts)
        for name, band in zip(("below_10s_percent", "from_10s_to_60s_percent", "from_60s_percent"),
                              bands):
            made[name] = self.estimate.ratio(band, counts["answered"], 100)
        longest = [wait for wait in (self.wait(call, "NETWORK_ARRIVE") for call in calls)
                   if wait is not None]
        made["longest_wait_s"] = Figure(max(longest) / SECOND) if longest else None
        made["mean_queue"] = self.estimate.mean([time / self.length for time in queues])
        made["longest_queue"] = longest_queue
        return made

    def bands(self, parts):
        below, between, above = [], [], []
        for part in parts:
            waits = [self.wait(call, "OPERATOR_CONNECT") for call in part
                     if call.outcome == "answered"]
            below.append(sum(wait < 10 * SECOND for wait in waits))
            between.append(sum(10 * SECOND <= wait < 60 * SECOND for wait in waits))
            above.append(sum(wait >= 60 * SECOND for wait in waits))
        return below, between, above

    def call_interval(self, name, calls, operator, queue_time, slot, longest_queue):
        number = self.days[slot] * self.replications
        counts = {outcome: self.count(calls, outcome)
                  for outcome in ("answered", "abandoned", "blocked", "unfinished")}
        made = {"name": Exact(name), "offered": Figure(len(calls) / number)}
        for outcome, found in counts.items():
            made[outcome] = Figure(found / number)
        ended = len(calls) - counts["unfinished"]
        for outcome in ("answered", "abandoned"):
            made[outcome + "_percent"] = Figure(100 * counts[outcome] / ended) if ended else None
        answered = [call for call in calls if call.outcome == "answered"]
        band = sum(self.bands([answered])[0])
        made["below_10s_percent"] = Figure(100 * band / len(answered)) if answered else None
        made["mean_wait_s"] = self.mean_wait(answered, "NETWORK_ARRIVE")
        made["operator_mean_wait_s"] = (self.mean_wait(answered, "OPERATOR_CONNECT")
                                        if operator else None)
        longest = [wait for wait in (self.wait(call, "NETWORK_ARRIVE") for call in calls)
                   if wait is not None]
        made["longest_wait_s"] = Figure(max(longest) / SECOND) if longest else None
        made["mean_queue"] = Figure(queue_time / (number * QUARTER))
        made["longest_queue"] = longest_queue
        return made

    def mean_wait(self, answered, clock):
        if not answered:
            return None
        return Figure(sum(self.wait(call, clock) for call in answered) / len(answered) / SECOND)

    # Queues -----------------------------------------------------------------------------------

    def prepare_queues(self):
        """Time spent in the queue by class, and the calls of a class that waited at once."""
        self.queue_time = collections.defaultdict(lambda: [0] * self.replications)
        self.queue_cells = collections.defaultdict(lambda: [0] * self.quarters)
        self.queue_days = collections.defaultdict(lambda: [0] * self.quarters)
        events = collections.defaultdict(list)
        for call in self.trace.calls:
            if call.offered is None:
                continue
            stops = [at for at in (call.presented, call.abandoned, call.ended) if at is not None]
            leaves = min(stops) if stops else self.drain_end
            replication = call.replication - self.first
            self.queue_time[call.call_class][replication] += self.inside(call.offered, leaves)
            self.spread(self.queue_cells[call.call_class], call.offered, leaves)
            self.spread(self.queue_days[call.line, replication], call.offered, leaves)
            at_once = call.reason in ("free_handler", "preempted") or call.abandon_reason in (
                "balked", "call_back")
            if leaves > call.offered or not at_once:
                events[call.call_class, replication].append((call.offered, 1))
                events[call.call_class, replication].append((leaves, -1))
        # Two readings where things happen at one instant: lengths that lasted some time, and those
        # of the instant too, with who comes before who goes.
        self.longest = {}
        for (name, replication), waiting in events.items():
            lasting = self.longest.setdefault((name, True), [0] * self.quarters)
            instant = self.longest.setdefault((name, False), [0] * self.quarters)
            waiting.sort(key=lambda event: (event[0], -event[1]))
            level, since = 0, None
            for at, change in waiting + [(self.drain_end + 1, 0)]:
                if level and at > since:
                    self.raise_to(lasting, level, since, at)
                level, since = level + change, at
            level, since = 0, None
            for at, change in waiting + [(self.drain_end + 1, 0)]:
                if level:    # those who go at the start of a quarter-hour are still there
                    self.raise_to(instant, level, since, at + 1)
                level, since = level + change, at
                self.raise_to(instant, level, at, at + 1)

    def raise_to(self, cells, level, begin, end):
        begin, end = max(begin, self.start), min(end, self.end)
        if begin >= end:
            return
        for quarter in range(self.quarter(begin), self.quarter(end - 1) + 1):
            cells[quarter] = max(cells[quarter], level)

    def longest_queue(self, classes, slot=None):
        readings = []
        for low in (True, False):
            best = 0
            for name in classes:
                cells = self.longest.get((name, low), [])
                best = max([best] + (cells if slot is None else cells[slot::DAY_QUARTERS]))
            readings.append(best)
        return OneOf(*readings)

    # Days, weeks and waits --------------------------------------------------------------------

    def service_level(self, line):
        """The indicator that is the line's service level; None: the first national band."""
        for kpi in self.scenario.get("kpis", []):
            if (kpi.one("type") == "SERVICE_LEVEL" and kpi.one("line") == line
                    and not any(name in kpi for name in ("call_class", "pool", "employer"))):
                return kpi
        return None

    def judged(self, kpi, calls):
        """Numerator and denominator of the service level of some calls of the line."""
        if kpi is not None:
            return self.formula(kpi, self.kpi_counts(kpi, calls))
        waits = [self.wait(call, "OPERATOR_CONNECT") for call in calls if call.outcome == "answered"]
        return sum(wait < 10 * SECOND for wait in waits), len(waits)

    def waited(self, calls):
        waits = [self.wait(call, "NETWORK_ARRIVE") for call in calls if call.outcome == "answered"]
        return sum(waits), len(waits)

    @staticmethod
    def nearest(top, bottom):
        return (2 * top + bottom) // (2 * bottom)

    def quantiles(self, values, steps):
        """Of whole numbers of steps to one; of waits and queues those above 64 may be told by the
        middle of a wider step."""
        if not values:
            return None
        values = sorted(values)
        made = {"days": Figure(len(values))}
        for name, share in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
            value = nearest_rank(values, share)
            wide = STEP_WIDTH / 2 * value if steps != 2 and value >= 64 else 0.0
            made[name] = Figure(value / steps, wide / steps)
        return made

    def bands_report(self, line):
        """Quantiles over days: each measured day of each replication."""
        kpi = self.service_level(line)
        cells = split_by([call for call in self.population if call.line == line],
                         lambda call: (call.replication - self.first, call.quarter))
        intervals = []
        for slot in range(self.slots):
            days, levels, waits, queues = 0, [], [], []
            for replication in range(self.replications):
                for quarter in range(slot, self.quarters, DAY_QUARTERS):
                    calls = cells[replication, quarter]
                    days += len(calls) > 0
                    top, bottom = self.judged(kpi, calls)
                    if bottom > 0:
                        levels.append(min(200, self.nearest(200 * top, bottom)))
                    total, number = self.waited(calls)
                    if number:
                        waits.append(self.nearest(20 * total, SECOND * number))
                    length = min(QUARTER, self.length - quarter * QUARTER)
                    queues.append(self.nearest(1000 * self.queue_days[line, replication][quarter],
                                               length))
            intervals.append({"from": Exact(clock_of(slot)), "days": Figure(days),
                              "service_level_percent": self.quantiles(levels, 2),
                              "mean_wait_s": self.quantiles(waits, 20),
                              "mean_queue": self.quantiles(queues, 1000)})
        return {"line": Exact(line), "kpi": None if kpi is None else Exact(kpi.one("id")),
                "intervals": intervals}

    def hours_of_week(self):
        """The hour of the week of each measured hour; None without dates, or under a week."""
        if "calendar" not in self.scenario or self.length < 7 * 24 * HOUR:
            return None
        start = datetime.datetime.fromisoformat(
            self.scenario.one("calendar").one("start_date") + " 00:00")
        begins = start - datetime.timedelta(hours=summer_time(start))
        hours = []
        for hour in range(-(-self.length // HOUR)):
            now = begins + datetime.timedelta(hours=hour)
            wall = now + datetime.timedelta(hours=summer_time(now))
            hours.append(wall.weekday() * 24 + wall.hour)
        return hours

    def week_report(self, line, hours):
        kpi = self.service_level(line)
        cells = split_by([call for call in self.population if call.line == line],
                         lambda call: hours[call.quarter // 4])
        made = []
        for hour in range(7 * 24):
            calls = cells[hour]
            top, bottom = self.judged(kpi, calls)
            total, answered = self.waited(calls)
            measured = hours.count(hour) * self.replications
            made.append({"from": Exact(f"{WEEKDAYS[hour // 24]} {hour % 24:02}:00"),
                         "offered": Figure(len(calls) / measured) if measured else None,
                         "service_level_percent": Figure(100 * top / bottom) if bottom else None,
                         "mean_wait_s": Figure(total / answered / SECOND) if answered else None})
        return {"line": Exact(line), "kpi": None if kpi is None else Exact(kpi.one("id")),
                "cells": made}

    def waits_report(self, line, clock):
        """None where nobody was answered or gave up."""
        waits = {}
        for outcome in ("answered", "abandoned"):
            found = [self.wait(call, clock) for call in self.population
                     if call.line == line and call.outcome == outcome]
            waits[outcome] = [wait for wait in found if wait is not None]
        if not waits["answered"] and not waits["abandoned"]:
            return None
        buckets = []
        edges = [0] + [edge * SECOND for edge in WAIT_EDGES] + [None]
        for low, high in zip(edges, edges[1:]):
            bucket = {"below_s": None if high is None else Figure(high / SECOND)}
            for outcome, all_of in waits.items():
                inside = sum(wait >= low and (high is None or wait < high) for wait in all_of)
                near = sum(edge is not None and 0 <= wait - edge <= WIDTH * edge
                           for wait in all_of for edge in (low, high))
                bucket[outcome + "_percent"] = (
                    Figure(100 * inside / len(all_of), 100 * near / len(all_of))
                    if all_of else None)
            buckets.append(bucket)
        return {"line": Exact(line), "clock": Exact(clock),
                "answered": Figure(len(waits["answered"])),
                "abandoned": Figure(len(waits["abandoned"])), "buckets": buckets}

    def check_days(self, expected, operator):
        """Adds the days, weeks and waits to the results that are expected; compares their CSV."""
        hours = self.hours_of_week()
        expected["bands"] = [self.bands_report(line) for line in self.lines]
        expected["weeks"] = [self.week_report(line, hours) for line in self.lines] if hours else []
        waits = [self.waits_report(line, clock) for line in self.lines
                 for clock in (("OPERATOR_CONNECT",) if operator[line] else ())
                 + ("NETWORK_ARRIVE",)]
        expected["waits"] = [entry for entry in waits if entry is not None]
        rows = []
        for entry in expected["bands"]:
            for figure in ("service_level_percent", "mean_wait_s", "mean_queue"):
                name = entry["kpi"] or Exact("below_10s_percent")
                for interval in entry["intervals"]:
                    rows.append({"line": entry["line"], "interval_start": interval["from"],
                                 "figure": name if figure.startswith("service") else Exact(figure),
                                 "days_with_calls": interval["days"],
                                 **(interval[figure] or {"days": Figure(0)})})
        self.compare_csv("bands.csv", rows, ["line", "figure", "interval_start", "days_with_calls",
                                             "days", "p10", "p50", "p90"])
        rows = []
        for entry in expected["waits"]:
            low = Figure(0)
            for bucket in entry["buckets"]:
                rows.append({**bucket, "line": entry["line"], "clock": entry["clock"],
                             "from_s": low})
                low = bucket["below_s"]
        self.compare_csv("waits.csv", rows, ["line", "clock", "from_s", "below_s",
                                             "answered_percent", "abandoned_percent"])
        if not hours:
            if (self.folder / "weeks.csv").exists():
                self.differ("weeks.csv", "no file", "one")
            return
        rows = []
        for entry in expected["weeks"]:
            for cell in entry["cells"]:
                weekday, start = cell["from"].value.split()
                rows.append({**cell, "line": entry["line"], "weekday": Exact(weekday),
                             "hour_start": Exact(start),
                             "service_level": entry["kpi"] or Exact("below_10s_percent")})
        self.compare_csv("weeks.csv", rows, ["line", "weekday", "hour_start", "offered",
                                             "service_level", "service_level_percent",
                                             "mean_wait_s"])

    # Handlers' time ---------------------------------------------------------------------------

    KINDS = ("duty", "ringing", "talk", "wrap_up", "gap", "break", "absent", "leave", "unfilled",
             "paid", "overrun", "handled")

    def prepare_work(self):
        self.work_time = collections.defaultdict(lambda: [0] * self.replications)
        self.work_cells = collections.defaultdict(lambda: [0] * self.quarters)
        self.run_ends = [0] * self.replications    # when nothing was left to be done
        self.last_begin = [0] * self.replications
        for row in self.trace.staffing:
            if row.state != "absent":
                replication = row.replication - self.first
                self.run_ends[replication] = max(self.run_ends[replication], row.to)
                if row.state in ("available", "handling"):    # the others are told in advance
                    self.last_begin[replication] = max(self.last_begin[replication],
                                                       getattr(row, "from"))
            kinds = {
                "available": ("duty", "paid"), "handling": ("duty", "paid", "talk"),
                "wrap_up": ("duty", "paid", "wrap_up"),
            }.get(row.state)
            if row.state == "break":
                kinds = {"gap": ("duty", "paid", "gap"), "rest": ("break", "paid"),
                         "meeting": ("break", "paid"), "meal": ("break",)}[row.reason]
            elif row.state == "absent":
                kinds = {"sick": ("absent",), "did_not_come": ("absent",), "leave": ("leave",),
                         "training": ("leave",), "declined": ("unfilled",),
                         "unfilled": ("unfilled",)}[row.reason]
            for kind in kinds:
                self.add_work(row.pool, kind, row.replication, getattr(row, "from"), row.to)
        self.match_calls_to_rows()
        self.find_overrun()

    def add_work(self, pool, kind, replication, begin, end, sign=1):
        time = self.inside(begin, end)
        if not time:
            return
        self.work_time[pool, kind][replication - self.first] += sign * time
        if sign > 0:
            self.spread(self.work_cells[pool, kind], begin, end)
        else:
            cells = [0] * self.quarters
            self.spread(cells, begin, end)
            kept = self.work_cells[pool, kind]
            for quarter, part in enumerate(cells):
                kept[quarter] -= part

    def match_calls_to_rows(self):
        """Takes the ringing out of handling, and finds what was done of interrupted work.

        A row of handling or wrap-up belongs to the call whose stamps it begins with. Rows left over
        are of work that was interrupted: calls.csv keeps the stamps of the last part alone."""
        rows = {}
        by_start = collections.defaultdict(list)
        for row in self.trace.staffing:
            row.call = None
            if row.state in ("handling", "wrap_up"):
                rows[row.replication, row.handler, row.state, getattr(row, "from")] = row
                by_start[row.replication, row.state, getattr(row, "from")].append(row)
        self.handling = collections.defaultdict(lambda: [0] * self.replications)
        self.handling_slots = collections.defaultdict(lambda: [0] * self.slots)
        interrupted = []
        for call in self.trace.calls:
            call.first_row = None
            if call.presented is None:
                continue
            begins = call.presented if call.resumed is None else call.resumed
            if call.handler:
                ends = call.ended if call.ended is not None else self.drain_end
                parts = [("handling", begins, ends)]
                if call.wrapped_up is not None:
                    parts += [("wrap_up", ends, call.wrapped_up),
                              ("wrap_up", begins, call.wrapped_up)]
                for state, at, until in parts:
                    row = rows.get((call.replication, call.handler, state, at))
                    if row and row.call is None and at < until and (
                            row.to == until or row.to >= self.end_of(call.replication)):
                        row.call = call
                        if state == "handling":
                            call.first_row = row
            if call.outcome == "answered":
                self.handled(call, call.answered if call.resumed is None else call.resumed,
                             call.wrapped_up)
            if call.resumed is not None or not call.handler:
                interrupted.append(call)
        # The handler who rang first is not in calls.csv: rows that begin then, in pools that take
        # the class and ring as long as that; the fewer there are, the sooner they are given away.
        rooms = {call: [row for row in by_start[call.replication, "handling", call.presented]
                        if row.call is None and row.to >= (call.answered or row.to)
                        and self.may_ring(row.pool, call)] for call in interrupted}
        for call in sorted(interrupted, key=lambda call: (len(rooms[call]), call.replication,
                                                          call.number)):
            call.first_row = None
            free = [row for row in rooms[call] if row.call is None]
            free.sort(key=lambda row: row.pool != call.pool)
            if free:
                free[0].call = call
                call.first_row = free[0]
        for call in self.trace.calls:
            if call.presented is None:
                continue
            stop = call.answered if call.answered is not None else call.abandoned
            row = call.first_row
            pool = row.pool if row else call.pool
            if stop is None:
                stop = row.to if row else self.drain_end
            if pool and stop > call.presented:
                self.add_work(pool, "ringing", call.replication, call.presented, stop)
                self.add_work(pool, "talk", call.replication, call.presented, stop, -1)
        # Work cut short counts where and when it is interrupted: talk whose wrap-up is interrupted,
        # with the wrap-up.
        self.cut_rows = []
        for row in self.trace.staffing:
            if row.state in ("handling", "wrap_up") and (row.call is None or (
                    row.call.first_row is row and (row.call.resumed is not None
                                                   or not row.call.handler))):
                self.cut_rows.append(row)
        wrap_ups = {(row.replication, row.handler, getattr(row, "from")): row.to
                    for row in self.cut_rows if row.state == "wrap_up"}
        self.gone_before = {}    # calls whose wrap-up was interrupted: when the caller had gone
        self.talk_cut_short = {(row.replication, row.to) for row in self.cut_rows
                               if row.state == "handling"}
        for row in self.cut_rows:
            begin, at = getattr(row, "from"), row.to
            if row.call is not None:
                begin = min(row.to, row.call.answered or row.to)
            if row.state == "handling":
                at = wrap_ups.get((row.replication, row.handler, row.to), row.to)
                if at > row.to and row.call is not None:
                    self.gone_before[row.call] = row.to
            if at < self.drain_end and self.measured(at):
                self.handling[row.pool][row.replication - self.first] += row.to - begin
                slot = self.quarter(at) % DAY_QUARTERS
                self.handling_slots[row.pool][slot] += row.to - begin

    def may_ring(self, pool, call):
        """Whether a call can have rung in the pool as long as it did."""
        if call.call_class not in self.skills[self.pools[pool].one("skill_group")]:
            return False
        pick_up = self.pools[pool].one("pick_up", Block(constant_s=[0])).one("constant_s")
        return (pick_up is None or call.answered is None
                or call.answered - call.presented == round(pick_up * SECOND))

    def end_of(self, replication):
        return self.run_ends[replication - self.first]

    def handled(self, call, begin, end):
        if not call.counted:
            return
        self.handling[call.pool][call.replication - self.first] += end - begin
        self.handling_slots[call.pool][call.slot] += end - begin

    # Shifts -----------------------------------------------------------------------------------

    def shifts_of(self, roster):
        """For each team, or person of a CSV file: when its shifts begin and end in the run."""
        day_length = 24 * HOUR
        first = -(self.start // day_length) - 2
        last = (self.drain_end - self.start) // day_length + 1
        if "roster_csv" in roster:
            cycle = roster.one("csv_cycle_days")
            people = collections.defaultdict(list)
            for row in rows_of(self.scenario_folder / roster.one("roster_csv")):
                begin, end = ((int(text[:2]) * 60 + int(text[3:])) * 60 * SECOND
                              for text in (row["start"], row["end"]))
                end += day_length if end <= begin else 0
                days = [int(row["day"])]
                if cycle:
                    days = [day for day in range(first, last + 1)
                            if (day - days[0]) % cycle == 0]
                for day in days:
                    people[row["person"]].append((self.start + day * day_length + begin,
                                                  self.start + day * day_length + end))
            return [sorted(shifts) for shifts in people.values()]
        kinds = {shift.one("name"): (round(shift.one("start_h") * HOUR),
                                     round(shift.one("length_h") * HOUR))
                 for shift in roster["shifts"]}
        cycle = roster["cycle"]
        teams = []
        for team in roster["teams"]:
            shifts = []
            for day in range(first, last + 1):
                name = cycle[(day + team.one("offset_days", 0)) % len(cycle)]
                if name != "off":
                    begin = self.start + day * day_length + kinds[name][0]
                    shifts.append((begin, begin + kinds[name][1]))
            teams.append(shifts)
        return teams

    def cuts_of(self, pool):
        """From when to when a disruption may keep people of the pool away."""
        facts, cuts = self.pools[pool], []
        for disruption in self.scenario.get("disruptions", []):
            begin = self.start + round(disruption.one("start_h") * HOUR)
            for stage in disruption["stages"]:
                end = begin + round(stage.one("duration_s") * SECOND)
                for cut in stage.get("staff", []):
                    meets = (cut.one("pool", pool) == pool
                             and cut.one("site", facts.one("site", None)) == facts.one("site", None)
                             and cut.one("employer", facts.one("employer")) == facts.one("employer"))
                    if meets and cut.one("multiplier") < 1:
                        cuts.append((begin, end))
                begin = end
        return cuts

    def find_overrun(self):
        """Time on duty after the end of the shift. Which team somebody is of, the rows tell."""
        rosters = {roster.one("name"): roster for roster in self.scenario.get("rosters", [])}
        teams = {name: self.shifts_of(roster) for name, roster in rosters.items()}
        people = collections.defaultdict(list)
        for row in self.trace.staffing:
            if "roster" in self.pools[row.pool]:
                people[row.pool, row.handler].append(row)
        for (pool, handler), rows in people.items():
            best = None
            for shifts in teams[self.pools[pool].one("roster")]:
                over = self.overrun_of(rows, shifts, self.cuts_of(pool))
                if over is not None and (best is None or over[0] < best[0]):
                    best = over
            if best is None:
                self.broken(f"handler {handler} of {pool} keeps to no shift of the roster")
                continue
            for replication, begin, end in best[1]:
                self.add_work(pool, "overrun", replication, begin, end)

    def overrun_of(self, rows, shifts, cuts):
        """Stretches after the end of these shifts; None when the rows are not of these shifts."""
        total, found = 0, []
        for replication in {row.replication for row in rows}:
            mine = [row for row in rows if row.replication == replication]
            away = {(getattr(row, "from"), row.to) for row in mine if row.state == "absent"}
            if any(shift not in shifts and shift[0] > 0 for shift in away):
                return None
            worked, inner = [], []    # shifts that follow each other at once are one
            for shift in shifts:
                if (max(shift[0], 0), shift[1]) in away or shift in away:
                    continue
                if worked and worked[-1][1] == shift[0]:
                    inner.append(shift[0])
                    worked[-1] = (worked[-1][0], shift[1])
                else:
                    worked.append(shift)
            stretches = []    # at work without a gap between rows
            for row in mine:
                if row.state == "absent":
                    continue
                begin, end = getattr(row, "from"), row.to
                if stretches and stretches[-1][1] == begin:
                    stretches[-1][1] = end
                else:
                    stretches.append([begin, end])
                before = [shift for shift in worked if shift[0] <= begin]
                if not before:
                    return None
                over = end - max(begin, before[-1][1])
                if over <= 0:
                    continue
                if row.state == "available" or row.state == "break" and row.reason != "gap":
                    return None    # nobody is free, or away, after the shift
                total += over
                found.append((replication, end - over, end))
            # Who is busy when one shift ends and the next begins runs over until the call is done.
            for row, after in zip(mine, mine[1:] + [None]):
                for end in inner:
                    busy = row.state in ("handling", "wrap_up") or row.reason == "gap"
                    if not busy or not getattr(row, "from") < end < row.to:
                        continue
                    until = row.to
                    if after and row.state == "handling" and after.state == "wrap_up" and (
                            getattr(after, "from") == row.to):
                        until = after.to
                    total += until - end
                    found.append((replication, end, until))
            # Everybody comes for a whole shift, but for who strikes and comes back.
            begins = [shift[0] for shift in worked] + [cut[1] for cut in cuts]
            for begin, end in stretches:
                if begin > 0 and begin not in begins:
                    return None
                if end < self.last_begin[replication - self.first] and any(
                        shift[0] < end < shift[1] for shift in worked) and not any(
                        cut[0] <= end for cut in cuts):
                    return None
        return total, found

    def work_figures(self, pools, calls):
        """A WorkFiguresReport of some pools together."""
        parts = self.per_replication([call for call in calls if call.pool in pools])
        answered = [self.count(part, "answered") for part in parts]

        def time(kind, among=pools):
            return [sum(self.work_time[pool, kind][replication] for pool in among)
                    for replication in range(self.replications)]

        duty = time("duty")
        talk, wrap_up = time("talk"), time("wrap_up")
        made = {"answered": self.a_day(answered),
                "abandoned_ringing": self.a_day([self.count(part, "abandoned") for part in parts]),
                "seat_hours": self.hours(duty),
                "occupancy_percent": self.estimate.ratio([a + b for a, b in zip(talk, wrap_up)],
                                                         duty, 100)}
        for kind in ("talk", "wrap_up", "ringing", "gap"):
            made[kind + "_percent"] = self.estimate.ratio(time(kind), duty, 100)
        handling = [sum(self.handling[pool][replication] for pool in pools)
                    for replication in range(self.replications)]
        made["handling_s"] = self.estimate.ratio(handling, answered, 1 / SECOND)
        made["force_clock"] = self.waits(parts, "NETWORK_ARRIVE")
        people = [pool for pool in pools if "roster" in self.pools[pool]]
        made["roster"] = {
            f"{name}_hours": self.hours(time(kind, people))
            for name, kind in (("paid", "paid"), ("break", "break"), ("overrun", "overrun"),
                               ("absent", "absent"), ("leave", "leave"), ("unfilled", "unfilled"))
        } if people else None
        return made

    def work_interval(self, name, pools, calls, slot):
        number = self.days[slot] * self.replications

        def time(kind, among=pools):
            return sum(sum(self.work_cells[pool, kind][slot::DAY_QUARTERS]) for pool in among)

        answered = [call for call in calls if call.outcome == "answered" and call.pool in pools]
        duty = time("duty")

        def share(value):
            return Figure(100 * value / duty) if duty else None

        handling = sum(self.handling_slots[pool][slot] for pool in pools)
        people = [pool for pool in pools if "roster" in self.pools[pool]]
        return {"name": Exact(name), "answered": Figure(len(answered) / number),
                "on_duty": Figure(duty / (number * QUARTER)),
                "occupancy_percent": share(time("talk") + time("wrap_up")),
                "ringing_percent": share(time("ringing")), "gap_percent": share(time("gap")),
                "handling_s": Figure(handling / len(answered) / SECOND) if answered else None,
                "on_break": Figure(time("break", people) / (number * QUARTER)) if people else None,
                "absent": Figure(time("absent", people) / (number * QUARTER)) if people else None}

    # Indicators -------------------------------------------------------------------------------

    def kpi_calls(self, kpi):
        line, item = kpi.one("line"), kpi.one("call_class")
        pool, employer = kpi.one("pool"), kpi.one("employer")
        return [call for call in self.population
                if (line is None or call.line == line)
                and (item is None or call.call_class == item)
                and (pool is None or call.pool == pool)
                and (employer is None or self.employer_of.get(call.pool) == employer)]

    def kpi_counts(self, kpi, calls):
        clock = kpi.one("clock", "NETWORK_ARRIVE")
        strict = kpi.one("comparator", "LE") == "LT"
        limit = kpi.one("threshold_s", 0)    # the counts of an indicator without one are of 0 s
        short = kpi.one("short_abandon_s", 0)

        def within(call, seconds):
            wait = self.wait(call, clock)
            bound = round(seconds * SECOND)
            return wait is not None and (wait < bound if strict else wait <= bound)

        answered = [call for call in calls if call.outcome == "answered"]
        abandoned = [call for call in calls if call.outcome == "abandoned"
                     and self.wait(call, clock) is not None]    # else it left before the clock
        unfinished = self.count(calls, "unfinished")
        return {"O": len(calls) - unfinished, "A": len(answered), "L": len(abandoned),
                "A_T": sum(within(call, limit) for call in answered),
                "L_T": sum(within(call, limit) for call in abandoned),
                "L_s": sum(within(call, short) for call in abandoned),
                "unfinished": unfinished}

    @staticmethod
    def formula(kpi, n):
        """Numerator and denominator of a share."""
        if kpi.one("type") == "ABANDONMENT":
            return {"AB1": (n["L"], n["O"]), "AB2": (n["L"] - n["L_s"], n["O"] - n["L_s"]),
                    "AB3": (n["L"] - n["L_s"], n["O"])}[kpi.one("abandonment", "AB1")]
        return {"F1_ANSWERED_ONLY": (n["A_T"], n["A"]), "F2_OFFERED": (n["A_T"], n["O"]),
                "F3_EXCL_ABANDON_IN_T": (n["A_T"], n["O"] - n["L_T"]),
                "F4_ABANDON_IN_T_IS_MET": (n["A_T"] + n["L_T"], n["O"]),
                "F5_EXCL_SHORT": (n["A_T"], n["O"] - n["L_s"]),
                "F6_SHORT_IS_MET": (n["A_T"] + n["L_s"], n["O"]),
                "F7_MALFORMED_DOUBLE": (n["A_T"] + n["L_T"], n["O"] - n["L_T"]),
                }[kpi.one("formula", "F2_OFFERED")]

    def kpi_report(self, kpi):
        kind = kpi.one("type")
        clock = kpi.one("clock", "NETWORK_ARRIVE")
        calls = self.kpi_calls(kpi)
        parts = self.per_replication(calls)
        counts = [self.kpi_counts(kpi, part) for part in parts]
        made = {"id": Exact(kpi.one("id")), "title": Exact(kpi.one("title", kpi.one("id"))),
                "definition": "ignored", "codes": "ignored"}
        pair = None
        if kind in ("SERVICE_LEVEL", "ABANDONMENT"):
            made["unit"] = Exact("PERCENT")
            pairs = [self.formula(kpi, count) for count in counts]
            pair = ([top for top, _ in pairs], [bottom for _, bottom in pairs])
            made["value"] = self.estimate.ratio(*pair, 100)
            made["numerator"], made["denominator"] = (Figure(sum(side)) for side in pair)
        elif kind == "MEAN_WAIT":
            made["unit"] = Exact("SECONDS")
            waits = [[self.wait(call, clock) for call in part if call.outcome == "answered"]
                     for part in parts]
            tops, bottoms = [sum(part) for part in waits], [len(part) for part in waits]
            made["value"] = self.estimate.ratio(tops, bottoms, 1 / SECOND)
            made["numerator"] = Figure(sum(tops) / SECOND)
            made["denominator"] = Figure(sum(bottoms))
        elif kind == "PERCENTILE":
            made["unit"] = Exact("SECONDS")
            waits = [sorted(self.wait(call, clock) for call in part if call.outcome == "answered")
                     for part in parts]
            made["value"] = self.percentile(waits, kpi.one("percentile"))
        elif kind == "LONGEST_WAIT":
            made["unit"] = Exact("SECONDS")
            longest = []
            for part in parts:
                waits = [wait for wait in (self.wait(call, clock) for call in part)
                         if wait is not None]
                longest.append(max(waits) / SECOND if waits else None)
            made["value"] = self.estimate.mean(longest)
        else:
            made["unit"] = Exact("CALLS")
            made["value"] = self.a_day([count["O"] for count in counts])
        total = {name: sum(count[name] for count in counts) for name in counts[0]}
        made["counts"] = {
            "offered": Figure(total["O"]), "answered": Figure(total["A"]),
            "answered_within": Figure(total["A_T"]), "abandoned": Figure(total["L"]),
            "abandoned_within": Figure(total["L_T"]), "abandoned_short": Figure(total["L_s"]),
            "lost_otherwise": Figure(total["O"] - total["A"] - total["L"]),
            "unfinished": Figure(total["unfinished"])}
        return made

    def kpi_interval(self, kpi, calls, slot):
        kind = kpi.one("type")
        clock = kpi.one("clock", "NETWORK_ARRIVE")
        counts = self.kpi_counts(kpi, calls)
        value = None
        if kind in ("SERVICE_LEVEL", "ABANDONMENT"):
            top, bottom = self.formula(kpi, counts)
            value = Figure(100 * top / bottom) if bottom else None
        elif kind == "MEAN_WAIT":
            value = self.mean_wait([call for call in calls if call.outcome == "answered"], clock)
        elif kind == "LONGEST_WAIT":
            waits = [wait for wait in (self.wait(call, clock) for call in calls)
                     if wait is not None]
            value = Figure(max(waits) / SECOND) if waits else None
        elif kind == "COUNT":
            value = Figure(counts["O"] / (self.days[slot] * self.replications))
        return {"id": Exact(kpi.one("id")), "value": value}

    def published(self, kpi_reports):
        made = []
        values = {report["id"].value: report["value"] for report in kpi_reports}
        for figure in self.scenario.get("published", []):
            estimate = values[figure.one("kpi")]
            value, tolerance = float(figure.one("value")), figure.one("tolerance")
            entry = {"kpi": Exact(figure.one("kpi")), "value": Figure(value),
                     "tolerance": None if tolerance is None else Figure(float(tolerance)),
                     "difference": None, "within_tolerance": None,
                     "source": Exact(figure.one("source", ""))}
            if estimate is not None:
                simulated = estimate["value"]
                entry["difference"] = Figure(simulated.value - value,
                                             simulated.slack + 1e-9 * abs(value))
                if tolerance is not None:
                    margin = abs(abs(simulated.value - value) - tolerance)
                    entry["within_tolerance"] = ("ignored" if margin <= simulated.slack + 1e-9 else
                                                 Exact(abs(simulated.value - value) <= tolerance))
            made.append(entry)
        return made

    # The response -----------------------------------------------------------------------------

    def prepare_response(self):
        response = self.scenario.one("response")
        self.grades = {grade.one("name"): grade for grade in response["grades"]}
        for incident in self.trace.incidents:
            due = incident.graded if incident.appointment is None else incident.appointment
            incident.due = due
            at = incident.answered if incident.appointment is None else incident.appointment
            incident.counted = self.measured(at)
            incident.slot = self.quarter(at) % DAY_QUARTERS if incident.counted else None
            incident.sent = int(incident.units_sent)
        self.reports = [incident for incident in self.trace.incidents if incident.counted]
        self.field_time = collections.defaultdict(lambda: [0] * self.replications)
        self.field_cells = collections.defaultdict(lambda: [0] * self.quarters)
        since, level = {}, collections.Counter()
        for row in self.trace.duty:
            key = (row.kind, row.name, row.replication)
            for _ in range(level[key]):
                self.add_field(row.kind, row.name, "duty", row.replication, since[key], row.at)
            level[key] += 1 if row.signed_on == "yes" else -1
            since[key] = row.at
            if level[key] < 0:
                self.broken(f"replication {row.replication}: more of {row.kind} {row.name} go off "
                            "duty than are on")
        for (kind, name, replication), number in level.items():
            for _ in range(number):
                self.add_field(kind, name, "duty", replication, since[kind, name, replication],
                               self.end)
        for row in self.trace.assignments:
            ends = row.ended if row.ended is not None else self.drain_end
            arrives = row.at_scene if row.at_scene is not None else ends
            leaves = row.left_scene if row.left_scene is not None else ends
            self.add_field("unit", row.group, "busy", row.replication, row.assigned, ends)
            self.add_field("unit", row.group, "travel", row.replication, row.assigned, arrives)
            self.add_field("unit", row.group, "scene", row.replication, arrives, leaves)
            self.add_field("unit", row.group, "paperwork", row.replication, leaves, ends)
        for incident in self.trace.incidents:
            if incident.dispatch_begun is not None:
                ends = (incident.dispatch_decided if incident.dispatch_decided is not None
                        else self.drain_end)
                self.add_field("desk", incident.talkgroup, "busy", incident.replication,
                               incident.dispatch_begun, ends)

    def add_field(self, kind, name, what, replication, begin, end):
        time = self.inside(begin, end)
        if time:
            self.field_time[kind, name, what][replication - self.first] += time
            self.spread(self.field_cells[kind, name, what], begin, end)

    def response_time(self, incident):
        start = self.grades[incident.given_grade].one("target_start", "ANSWERED")
        begin = {"ANSWERED": incident.answered, "INCIDENT": incident.opened,
                 "GRADED": incident.graded, "DISPATCHED": incident.assigned,
                 "APPOINTMENT": incident.due}[start]
        return incident.at_scene - begin

    def grade_report(self, name):
        grade = self.grades[name]
        parts = self.per_replication([incident for incident in self.reports
                                      if incident.given_grade == name])
        target = grade.one("attendance_target_s")
        made = {"name": Exact(name),
                "target_start": None if target is None
                else Exact(grade.one("target_start", "ANSWERED")),
                "target_s": None if target is None else Figure(target),
                "incidents": self.a_day([len(part) for part in parts])}
        for outcome in ("attended", "resolved", "never_resourced", "unfinished"):
            made[outcome] = self.a_day([self.count(part, outcome) for part in parts])
        attended = [[incident for incident in part if incident.outcome == "attended"]
                    for part in parts]
        went = [len(part) for part in attended]
        never = [self.count(part, "never_resourced") for part in parts]
        made["in_target_percent"] = None if target is None else self.estimate.ratio(
            [sum(self.response_time(incident) <= round(target * SECOND) for incident in part)
             for part in attended], went, 100)
        made["never_resourced_percent"] = self.estimate.ratio(
            never, [a + b for a, b in zip(went, never)], 100)
        times = [sorted(self.response_time(incident) for incident in part) for part in attended]
        made["response_mean_s"] = self.mean_of(times)
        for field, share in (("response_p50_s", 0.5), ("response_p90_s", 0.9),
                             ("response_p95_s", 0.95)):
            made[field] = self.percentile(times, share)
        made["to_grade_s"] = self.mean_of([[incident.graded - incident.answered
                                            for incident in part] for part in attended])
        sent = self.dispatched(parts)
        made["dispatch_s"] = self.mean_of([[incident.assigned - incident.due for incident in part]
                                           for part in sent])
        made["travel_s"] = self.mean_of([[incident.at_scene - incident.mobile
                                          for incident in part] for part in attended])
        made["units_sent"] = self.estimate.ratio(
            [sum(incident.sent for incident in part) for part in sent],
            [len(part) for part in sent])
        made["diversions"] = self.a_day([sum(int(incident.diversions) for incident in part)
                                         for part in parts])
        made["misgraded_percent"] = self.estimate.ratio(
            [sum(incident.given_grade != incident.true_grade for incident in part)
             for part in parts], [len(part) for part in parts], 100)
        made["lowered_percent"] = self.estimate.ratio(
            [sum(incident.grade_lowered == "yes" for incident in part) for part in parts],
            [len(part) for part in parts], 100)
        return made

    @staticmethod
    def dispatched(parts):
        """Incidents with a unit ever assigned, unfinished ones too."""
        return [[incident for incident in part if incident.assigned is not None]
                for part in parts]

    def mean_of(self, parts):
        return self.estimate.ratio([sum(part) for part in parts], [len(part) for part in parts],
                                   1 / SECOND)

    def response_report(self):
        response = self.scenario.one("response")
        made = {"grades": [self.grade_report(name) for name in self.grades], "units": [],
                "talkgroups": []}
        for group in response["units"]:
            name = group.one("name")
            duty = self.field_time["unit", name, "duty"]
            entry = {"name": Exact(name), "unit_hours": self.hours(duty)}
            for field, what in (("utilisation", "busy"), ("travel", "travel"), ("scene", "scene"),
                                ("paperwork", "paperwork")):
                entry[field + "_percent"] = self.estimate.ratio(
                    self.field_time["unit", name, what], duty, 100)
            made["units"].append(entry)
        for group in response["talkgroups"]:
            name = group.one("name")
            taken = self.per_replication([incident for incident in self.reports
                                          if incident.talkgroup == name
                                          and incident.dispatch_begun is not None])
            duty = self.field_time["desk", name, "duty"]
            made["talkgroups"].append({
                "name": Exact(name), "decisions": self.a_day([len(part) for part in taken]),
                "wait_s": self.mean_of([[incident.dispatch_begun - incident.due
                                         for incident in part] for part in taken]),
                "desk_hours": self.hours(duty),
                "occupancy_percent": self.estimate.ratio(self.field_time["desk", name, "busy"],
                                                         duty, 100)})
        return made

    RESPONSE_COLUMNS = ["kind", "name", "interval_start", "incidents", "attended",
                        "never_resourced", "unfinished", "in_target_percent", "response_mean_s",
                        "dispatch_s", "travel_s", "on_duty", "busy_percent"]

    def response_rows(self):
        response = self.scenario.one("response")
        rows = []
        for name, grade in self.grades.items():
            target = grade.one("attendance_target_s")
            for slot in range(self.slots):
                number = self.days[slot] * self.replications
                part = [incident for incident in self.reports
                        if incident.given_grade == name and incident.slot == slot]
                row = {"kind": Exact("grade"), "name": Exact(name),
                       "interval_start": Exact(clock_of(slot)),
                       "incidents": Figure(len(part) / number)}
                for outcome in ("attended", "never_resourced", "unfinished"):
                    row[outcome] = Figure(self.count(part, outcome) / number)
                attended = [incident for incident in part if incident.outcome == "attended"]
                sent = self.dispatched([part])[0]
                if attended:
                    times = [self.response_time(incident) for incident in attended]
                    if target is not None:
                        met = sum(time <= round(target * SECOND) for time in times)
                        row["in_target_percent"] = Figure(100 * met / len(times))
                    row["response_mean_s"] = Figure(sum(times) / len(times) / SECOND)
                    travel = sum(incident.at_scene - incident.mobile for incident in attended)
                    row["travel_s"] = Figure(travel / len(times) / SECOND)
                if sent:
                    wait = sum(incident.assigned - incident.due for incident in sent)
                    row["dispatch_s"] = Figure(wait / len(sent) / SECOND)
                rows.append(row)
        for kind, told, field in (("unit", "units", "units"), ("desk", "talkgroup", "talkgroups")):
            for group in response[field]:
                name = group.one("name")
                for slot in range(self.slots):
                    duty = sum(self.field_cells[kind, name, "duty"][slot::DAY_QUARTERS])
                    busy = sum(self.field_cells[kind, name, "busy"][slot::DAY_QUARTERS])
                    number = self.days[slot] * self.replications
                    rows.append({"kind": Exact(told), "name": Exact(name),
                                 "interval_start": Exact(clock_of(slot)),
                                 "on_duty": Figure(duty / number / QUARTER),
                                 "busy_percent": Figure(100 * busy / duty) if duty else None})
        return rows

    # All of it --------------------------------------------------------------------------------

    def run_span(self):
        run = self.scenario.one("run", Block())
        reported = self.results["run"]
        return {"title": Exact(self.scenario.one("title", reported.get("title"))),
                "day_type": Begins(self.scenario["calendar"][-1].one("start_date"))
                if "calendar" in self.scenario else Exact(run.one("day_type", "")),
                "warm_up_h": Figure(self.start / HOUR), "measured_h": Figure(self.length / HOUR),
                "drain_max_h": Figure((self.drain_end - self.end) / HOUR), "seed": "ignored",
                "first_replication": "ignored", "replications_asked": "ignored",
                "replications": Exact(len({call.replication for call in self.trace.calls})
                                      or self.replications),
                "stopped": Exact(self.results["run"]["replications_asked"] > self.replications),
                "confidence": "ignored", "per_h": Figure(self.per / HOUR)}

    def check(self):
        self.prepare_calls()
        self.prepare_work()
        self.prepare_queues()
        classes = {item.one("name"): item for item in self.scenario["call_classes"]}
        by_line = collections.defaultdict(list)
        by_class = collections.defaultdict(list)
        for call in self.population:
            by_line[call.line].append(call)
            by_class[call.call_class].append(call)
        operator = {name: "operator_leg" in line for name, line in self.lines.items()}
        classes_of = {name: [item for item in classes if classes[item].one("line") == name]
                      for name in self.lines}
        kpis = self.scenario.get("kpis", [])
        kpi_reports = [self.kpi_report(kpi) for kpi in kpis]
        employers = {item.one("name"): item for item in self.scenario["employers"]}
        pools_of = {name: [pool for pool, owner in self.employer_of.items() if owner == name]
                    for name in employers}
        expected = {
            "format": Exact(1), "fcrsim_version": "ignored", "run": self.run_span(),
            "lines": [{"name": Exact(name), "emergency": Exact(line.one("kind") == "EMERGENCY"),
                       "figures": self.call_figures(
                           by_line[name], operator[name],
                           [sum(self.queue_time[item][replication] for item in classes_of[name])
                            for replication in range(self.replications)],
                           self.longest_queue(classes_of[name]))}
                      for name, line in self.lines.items()],
            "classes": [{"name": Exact(name), "line": Exact(item.one("line")),
                         "figures": self.call_figures(
                             by_class[name], operator[item.one("line")], self.queue_time[name],
                             self.longest_queue([name]))}
                        for name, item in classes.items()],
            "employers": [{"name": Exact(name),
                           "contractor": Exact(item.one("kind") == "CONTRACTOR"),
                           "figures": self.work_figures(pools_of[name], self.population)}
                          for name, item in employers.items()],
            "pools": [{"name": Exact(name), "employer": Exact(item.one("employer")),
                       "site": Exact(item.one("site", item.one("employer"))),
                       "figures": self.work_figures([name], self.population)}
                      for name, item in self.pools.items()],
            "kpis": kpi_reports,
            "published": self.published(kpi_reports),
            "warnings": "ignored",
        }
        line_slots = split_by(self.population, lambda call: (call.line, call.slot))
        class_slots = split_by(self.population, lambda call: (call.call_class, call.slot))
        all_slots = split_by(self.population, lambda call: call.slot)
        kpi_slots = [split_by(self.kpi_calls(kpi), lambda call: call.slot) for kpi in kpis]
        class_queues = {name: self.by_slot(self.queue_cells[name]) for name in classes}
        intervals = []
        for slot in range(self.slots):
            intervals.append({
                "from": Exact(clock_of(slot)),
                "lines": [self.call_interval(
                    name, line_slots[name, slot], operator[name],
                    sum(class_queues[item][slot] for item in classes_of[name]), slot,
                    self.longest_queue(classes_of[name], slot)) for name in self.lines],
                "classes": [self.call_interval(
                    name, class_slots[name, slot], operator[classes[name].one("line")],
                    class_queues[name][slot], slot, self.longest_queue([name], slot))
                    for name in classes],
                "employers": [self.work_interval(name, pools_of[name], all_slots[slot], slot)
                              for name in employers],
                "pools": [self.work_interval(name, [name], all_slots[slot], slot)
                          for name in self.pools],
                "kpis": [self.kpi_interval(kpi, calls[slot], slot)
                         for kpi, calls in zip(kpis, kpi_slots)],
            })
        expected["intervals"] = intervals
        if "response" in self.scenario:
            self.prepare_response()
            expected["response"] = self.response_report()
            self.compare_csv("response.csv", self.response_rows(), self.RESPONSE_COLUMNS)
        self.check_days(expected, operator)
        self.drop_empty_lists(expected)
        self.compare("results", expected, self.results)
        self.compare_intervals_csv(intervals)
        self.check_trace()

    def drop_empty_lists(self, expected):
        """A repeated field without entries is not written."""
        for entry in [expected] + expected["intervals"]:
            for name in list(entry):
                if entry[name] == [] and name not in (self.results if entry is expected else
                                                      self.results["intervals"][0]):
                    del entry[name]

    INTERVAL_COLUMNS = [
        "kind", "name", "interval_start", "offered", "answered", "abandoned", "blocked",
        "unfinished", "answered_percent", "abandoned_percent", "below_10s_percent", "mean_wait_s",
        "operator_mean_wait_s", "longest_wait_s", "mean_queue", "longest_queue", "on_duty",
        "occupancy_percent", "ringing_percent", "gap_percent", "handling_s", "kpi_value"]

    def compare_intervals_csv(self, intervals):
        columns = list(self.INTERVAL_COLUMNS)
        if any("roster" in pool for pool in self.pools.values()):
            columns += ["on_break", "absent"]
        rows = []
        for kind, field in (("line", "lines"), ("class", "classes"), ("employer", "employers"),
                            ("pool", "pools"), ("kpi", "kpis")):
            for place in range(len(intervals[0].get(field, []))):
                for interval in intervals:
                    row = dict(interval[field][place])
                    row["kind"], row["interval_start"] = Exact(kind), interval["from"]
                    if kind == "kpi":
                        row["name"], row["kpi_value"] = row.pop("id"), row.pop("value")
                    rows.append(row)
        self.compare_csv("intervals.csv", rows, columns)

    def compare_csv(self, name, expected, columns):
        with open(self.folder / name, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            reported = list(reader)
            if reader.fieldnames != columns:
                self.differ(f"{name}: heading", ",".join(columns), ",".join(reader.fieldnames))
                return
        if len(expected) != len(reported):
            self.differ(f"{name}: rows", len(expected), len(reported))
            return
        for one, other in zip(expected, reported):
            label = f"{name}: {' '.join(other[column] for column in columns[:3])}"
            for column in columns:
                want, text = one.get(column), other[column]
                self.figures += 1
                if want is None:
                    good = text == ""
                elif isinstance(want, Exact):
                    good = text in (want.value, "'" + want.value)
                else:
                    good = text != "" and want.agrees(float(text))
                if not good:
                    self.differ(f"{label} {column}", "nothing" if want is None else want,
                                text or "nothing")

    # The trace itself -------------------------------------------------------------------------

    def check_trace(self):
        self.check_calls()
        self.check_segments()
        self.check_staffing()
        if "response" in self.scenario:
            self.check_incidents()
            self.check_assignments()

    def name_of(self, call):
        return f"replication {call.replication}, call {call.number}"

    def check_rise(self, name, row, stamps):
        before, label = None, None
        for stamp in stamps:
            at = getattr(row, stamp)
            if at is None:
                continue
            if before is not None and at < before:
                self.broken(f"{name}: {stamp}_s is before {label}_s")
            before, label = at, stamp

    def check_calls(self):
        seen, expected = set(), collections.Counter()
        padding = {(call.replication, call.caller) for call in self.trace.calls
                   if call.truth == "padding"}
        for call in self.trace.calls:
            name = self.name_of(call)
            if (call.origin == "padding") != ((call.replication, call.caller) in padding):
                self.broken(f"{name} is of the origin {call.origin} and the truth {call.truth}")
            if call.number != expected[call.replication]:
                self.broken(f"{name} is not number {expected[call.replication]}")
            expected[call.replication] = call.number + 1
            arrives = call.network_arrive
            if arrives is None or arrives < 0:
                self.broken(f"{name} never came to the switch")
                continue
            identity = (call.replication, call.caller, call.lineage)
            if identity in seen:
                self.broken(f"{name}: {call.caller} {call.lineage} has been there already")
            seen.add(identity)
            self.check_rise(name, call, ("dialled", "operator_answered", "operator_connect",
                                         "network_arrive", "message_end", "offered",
                                         "segment_presented", "presented", "answered", "ended",
                                         "wrapped_up", "ready"))
            self.check_rise(name, call, ("offered", "presented", "abandoned", "ended"))
            if call.message_end is not None and call.message_end != call.offered:
                self.broken(f"{name} is not offered when the announcement ends")
            has = {stamp: getattr(call, stamp) is not None for stamp in CALL_STAMPS}
            wanted = {
                "answered": {"offered": True, "presented": True, "answered": True, "ended": True,
                             "wrapped_up": True, "ready": True, "abandoned": False},
                "abandoned": {"answered": False, "abandoned": True, "ended": True,
                              "wrapped_up": False},
                "diverted": {"offered": True, "answered": False, "abandoned": False, "ended": True},
                "blocked": {"offered": False, "answered": False, "abandoned": False, "ended": True},
                "unfinished": {"abandoned": False, "wrapped_up": False, "ready": False},
            }[call.outcome]
            for stamp, wish in wanted.items():
                if has[stamp] != wish:
                    self.broken(f"{name} is {call.outcome} and has {'a' if has[stamp] else 'no'} "
                                f"{stamp}_s")
            if call.outcome == "abandoned" and call.abandoned != call.ended:
                self.broken(f"{name}: ended_s is not abandoned_s")
            if (call.outcome == "abandoned") != bool(call.abandon_reason):
                self.broken(f"{name} is {call.outcome} for the reason '{call.abandon_reason}'")
            if call.abandon_reason in ("announcement", "served_by_menu") and has["offered"]:
                self.broken(f"{name} left as {call.abandon_reason} after the announcement")
            if call.abandon_reason in ("gave_up", "balked", "call_back") and not has["offered"]:
                self.broken(f"{name} left as {call.abandon_reason} before it was offered")
            wish = call.outcome == "answered" or (call.outcome == "abandoned"
                                                  and has["presented"])
            on_hold = call.outcome == "answered" and not call.handler
            if bool(call.pool) != wish or bool(call.handler) != (wish and not on_hold):
                self.broken(f"{name} is {call.outcome}, its pool '{call.pool}', its handler "
                            f"'{call.handler}'")
            if on_hold and (call.call_class not in self.holds or not (
                    call.resumed == call.ended == call.wrapped_up == call.ready)):
                self.broken(f"{name} was not given up on hold and has no handler")
            if call.pool and call.site_of_pool != self.site_of(call.pool):
                self.broken(f"{name}: {call.pool} is not at {call.site_of_pool}")
            if call.resumed is not None and call.outcome == "answered":
                if not call.answered <= call.resumed <= call.wrapped_up:
                    self.broken(f"{name} is not resumed between the answer and the end")
            gone = self.gone_before.get(call)
            if gone is not None and call.ended != gone:
                self.broken(f"{name}: wrap-up began at {gone}, ended_s is {call.ended}")
            before = call.ended is not None and (
                call.outcome == "unfinished" or call.resumed is not None
                and call.ended < call.resumed)
            if before and (call.replication, call.ended) not in self.talk_cut_short:
                self.broken(f"{name}: nobody's talk ended at {call.ended}, before an interruption")

    def site_of(self, pool):
        return self.pools[pool].one("site", self.pools[pool].one("employer"))

    def check_segments(self):
        for call in self.trace.calls:
            name = self.name_of(call)
            parts = call.parts
            if bool(parts) != (call.offered is not None):
                self.broken(f"{name}: {len(parts)} segments")
                continue
            if not parts:
                continue
            if parts[0][2] != call.offered:
                self.broken(f"{name}: the first segment does not begin when it is offered")
            for one, other in zip(parts, parts[1:]):
                if one[4] != other[2] or one[5] != "moved_on" or one[3] is not None:
                    self.broken(f"{name}: segments do not follow each other")
            pool, _, presented, answered, left, outcome = parts[-1]
            if pool != call.pool and call.pool:
                self.broken(f"{name}: the last segment is of {pool}, the call of {call.pool}")
            if call.segment_presented not in [part[2] for part in parts] and (
                    call.outcome != "unfinished"):
                self.broken(f"{name}: the last segment begins at {presented}, segment_presented_s "
                            f"is {call.segment_presented}")
            if outcome != ("moved_on" if call.outcome == "diverted" else call.outcome):
                self.broken(f"{name} is {call.outcome}, its last segment {outcome}")
            ends = {"answered": call.answered, "abandoned": call.abandoned,
                    "diverted": call.ended}.get(call.outcome)
            if left != ends:
                self.broken(f"{name}: the last segment is left at {left}, not {ends}")
            if answered != call.answered:
                self.broken(f"{name}: the last segment is answered at {answered}")

    def check_staffing(self):
        last, present = {}, collections.defaultdict(list)
        for row in self.trace.staffing:
            begin, end = getattr(row, "from"), row.to
            key = (row.replication, row.handler)
            who = f"replication {row.replication}, handler {row.handler}"
            if end <= begin:
                self.broken(f"{who}: a row from {begin} to {end}")
            if row.state != "absent":
                if begin < last.get(key, 0):
                    self.broken(f"{who} does two things at {begin}")
                last[key] = end
            if row.employer != self.employer_of[row.pool] or row.site != self.site_of(row.pool):
                self.broken(f"{who}: {row.pool} is not of {row.employer} at {row.site}")
            present[key].append(row)
        rows = {(row.replication, row.handler, getattr(row, "from"), row.state): row
                for row in self.trace.staffing}
        for call in self.trace.calls:
            if not call.handler:
                continue
            ends = self.run_ends[call.replication - self.first]
            begins = call.presented if call.resumed is None else call.resumed
            stretches = [("handling", begins, call.ended)]
            if call.outcome == "answered":
                stretches.append(("wrap_up", max(begins, call.ended), call.wrapped_up))
                stretches.append(("break", call.wrapped_up, call.ready))
            for state, begin, end in stretches:
                end = min(end, ends)
                if begin >= end:
                    continue
                row = rows.get((call.replication, call.handler, begin, state))
                if row is None or row.to != end:
                    self.broken(f"{self.name_of(call)}: handler {call.handler} has no row of "
                                f"{state} from {begin} to {end}")
        if not self.interrupts:
            for row in self.cut_rows:
                if row.to != self.run_ends[row.replication - self.first]:
                    self.broken(f"replication {row.replication}, handler {row.handler}: no call "
                                f"has the row of {row.state} from {getattr(row, 'from')}")

    def check_incidents(self):
        calls = {(call.replication, call.number): call for call in self.trace.calls}
        numbers, seen = collections.Counter(), set()
        grades = {name: grade.one("needs_deployment", True) for name, grade in self.grades.items()}
        for incident in self.trace.incidents:
            name = f"replication {incident.replication}, incident {incident.number}"
            if int(incident.number) != numbers[incident.replication]:
                self.broken(f"{name} is not number {numbers[incident.replication]}")
            numbers[incident.replication] += 1
            # A caller who is rung back and rings again tells the same matter twice.
            identity = (incident.replication, incident.caller, incident.matter, incident.call)
            if identity in seen:
                self.broken(f"{name}: {incident.caller} {incident.matter} has been there already")
            seen.add(identity)
            call = calls.get((incident.replication, int(incident.call)))
            if call is None or call.answered is None:
                self.broken(f"{name} refers to no answered call")
            else:
                for what in ("caller", "call_class", "answered"):
                    if getattr(call, what) != getattr(incident, what):
                        self.broken(f"{name}: {what} is not its call's")
                if call.pool and call.resumed is None and call.pool != incident.pool:
                    self.broken(f"{name}: the pool is not its call's")
                if not self.interrupts and call.wrapped_up is not None and incident.graded and (
                        incident.graded > call.wrapped_up):
                    self.broken(f"{name} is graded after the wrap-up")
            self.check_rise(name, incident, INCIDENT_STAMPS)
            attended = incident.at_scene is not None
            if incident.outcome == "attended" and not attended:
                self.broken(f"{name} is attended and nobody was at scene")
            if incident.outcome in ("resolved", "never_resourced") and (
                    attended or incident.assigned is not None):
                self.broken(f"{name} is {incident.outcome} and a unit was sent")
            if (incident.outcome == "unfinished") != (incident.closed is None):
                self.broken(f"{name} is {incident.outcome} and closed at {incident.closed}")
            if incident.outcome == "resolved" and incident.closed != incident.graded:
                self.broken(f"{name} is resolved and not closed at T6")
            if incident.graded is not None and (incident.outcome == "resolved") == grades[
                    incident.given_grade]:
                self.broken(f"{name} is {incident.outcome} with the grade {incident.given_grade}")

    def check_assignments(self):
        of_incident, of_unit = collections.defaultdict(list), collections.defaultdict(list)
        for row in self.trace.assignments:
            of_incident[row.replication, row.incident].append(row)
            of_unit[row.replication, row.group, row.unit].append(row)
            name = f"replication {row.replication}, incident {row.incident}, unit {row.unit}"
            self.check_rise(name, row, ASSIGNMENT_STAMPS)
            if row.ended is None:
                self.broken(f"{name} is never free again")
            if row.diverted == "yes" and row.at_scene is not None:
                self.broken(f"{name} is diverted from the scene")
        for (replication, _, unit), rows in of_unit.items():
            rows.sort(key=lambda row: (row.assigned, row.ended))
            for one, other in zip(rows, rows[1:]):
                if other.assigned < one.ended:
                    self.broken(f"replication {replication}, unit {unit} is on incidents "
                                f"{one.incident} and {other.incident} at once")
        events = collections.defaultdict(list)
        for row in self.trace.duty:
            if row.kind == "unit":
                events[row.replication, row.name].append((row.at, row.signed_on != "yes", 0))
        for row in self.trace.assignments:
            events[row.replication, row.group] += [(row.assigned, True, 1), (row.ended, False, -1)]
        for (replication, group), of_group in events.items():
            on_duty = busy = 0
            of_group.sort(key=lambda event: (event[0], event[2] > 0, event[1]))
            instant = None
            for at, off, change in of_group + [(self.drain_end * 2, False, 0)]:
                if instant is not None and at > instant and busy > on_duty:
                    self.broken(f"replication {replication}: {busy} of {group} are out at "
                                f"{instant} "
                                f"and {on_duty} on duty")
                    break
                instant = at
                busy += change
                on_duty += 0 if change or at > self.drain_end else -1 if off else 1
        known = set()
        for incident in self.trace.incidents:
            name = f"replication {incident.replication}, incident {incident.number}"
            rows = of_incident[incident.replication, incident.number]
            known.add((incident.replication, incident.number))
            if [int(row.ordinal) for row in rows] != list(range(len(rows))):
                self.broken(f"{name}: the ordinals of its assignments do not count up")
            if incident.sent != len(rows):
                self.broken(f"{name}: units_sent is {incident.sent}, assignments are {len(rows)}")
            diverted = sum(row.diverted == "yes" for row in rows)
            if int(incident.diversions) != diverted:
                self.broken(f"{name}: diversions is {incident.diversions}, diverted are {diverted}")
            if rows and min(row.assigned for row in rows) != incident.assigned:
                self.broken(f"{name}: assigned_s {incident.assigned} is not that of its first "
                            "assignment")
            if not rows and incident.assigned is not None:
                self.broken(f"{name} has assigned_s and no assignment")
            there = [row for row in rows if row.at_scene is not None]
            if bool(there) != (incident.at_scene is not None):
                self.broken(f"{name}: at_scene_s does not agree with the assignments")
            elif there:
                first = min(row.at_scene for row in there)
                if first != incident.at_scene or not any(
                        row.at_scene == first and row.mobile == incident.mobile for row in there):
                    self.broken(f"{name}: T10 and T11 are not of the unit that arrived first")
                gone = [row.left_scene if row.at_scene is not None else row.ended for row in rows]
                if incident.outcome == "attended" and (
                        None in gone or max(gone) != incident.closed):
                    self.broken(f"{name} is not over when the last unit leaves or is taken away")
        for key in of_incident:
            if key not in known:
                self.broken(f"replication {key[0]}: an assignment to incident {key[1]}, which is "
                            "none")


def split_by(items, key):
    parts = collections.defaultdict(list)
    for item in items:
        parts[key(item)].append(item)
    return parts


def clock_of(slot):
    return f"{slot // 4:02}:{slot % 4 * 15:02}"


def kind_of(difference):
    """What the difference is of, without names and numbers."""
    head = difference if difference.startswith("trace: ") else difference.split(": ")[0]
    if difference.startswith(("intervals.csv", "response.csv")):
        head = head + difference.split(" from the trace")[0].rsplit(": ", 1)[0].split(" ")[-1]
    return re.sub(r"\d+", "", re.sub(r"\[[^]]*\]|'[^']*'", "", head))


def main():
    parser = argparse.ArgumentParser(description="Recomputes a run's figures from its trace.")
    parser.add_argument("scenario", type=pathlib.Path, help="the scenario file")
    parser.add_argument("folder", type=pathlib.Path, help="what --out named, with the trace")
    parser.add_argument("--each", type=int, default=0, metavar="N",
                        help="print at most N differences of a kind (default: all)")
    arguments = parser.parse_args()
    try:
        checker = Checker(arguments.scenario, arguments.folder)
    except (OSError, ValueError, KeyError) as error:
        print(f"check_trace.py: {arguments.folder}: {error!r}", file=sys.stderr)
        return 2
    checker.check()
    told = collections.Counter()
    for difference in checker.differences:
        kind = kind_of(difference)
        told[kind] += 1
        if not arguments.each or told[kind] <= arguments.each:
            print(difference)
    for kind, number in told.items():
        if arguments.each and number > arguments.each:
            print(f"and {number - arguments.each} more: {kind}")
    print(f"{len(checker.differences)} differences in {checker.figures} figures")
    return 1 if checker.differences else 0


if __name__ == "__main__":
    sys.exit(main())
