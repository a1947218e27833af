#!/usr/bin/env python3
"""Writes a random scenario file, small and valid: the same one for the same seed.

    tests/checker/any_scenario.py SEED > FILE.txtpb

Every mechanism of proto/fcr/v1/scenario.proto that needs no CSV file is switched on or off at
random, mostly with numbers that make it happen within a few measured hours.
The rooms are not meant to be sensible: some have too few people, some stop long before their calls
have ended, and many times are whole seconds, so that different things happen at one instant.
check_trace.py says whether what fcrsim reports of such a run is what happened in it.
"""

import sys


class Chance:
    """Draws of our own (SplitMix64), so that no version of Python changes what a seed means."""

    MASK = (1 << 64) - 1

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & self.MASK

    def word(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & self.MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & self.MASK
        return z ^ (z >> 31)

    def unit(self):
        return (self.word() >> 11) / (1 << 53)

    def happens(self, probability):
        return self.unit() < probability

    def whole(self, low, high):
        """A whole number from low to high, both included."""
        return low + self.word() % (high - low + 1)

    def between(self, low, high, digits=3):
        return round(low + (high - low) * self.unit(), digits)

    def one(self, items):
        return items[self.word() % len(items)]

    def shuffled(self, items):
        items = list(items)
        for last in range(len(items) - 1, 0, -1):
            other = self.whole(0, last)
            items[last], items[other] = items[other], items[last]
        return items

    def some(self, items, least=0):
        """A random part of the items, in their order, at least so many of them."""
        items = list(items)
        order = self.shuffled(range(len(items)))
        kept = set(order[:self.whole(min(least, len(items)), len(items))])
        return [item for place, item in enumerate(items) if place in kept]

    def shares(self, count, digits=2):
        """Shares that sum to exactly 1 as decimal numbers."""
        steps = 10 ** digits
        cuts = sorted(self.whole(0, steps) for _ in range(count - 1))
        edges = [0] + cuts + [steps]
        return [(high - low) / steps for low, high in zip(edges, edges[1:])]


class Word(str):
    """A word that stands without quotes."""


def written(fields, indent=0):
    """The text of a block given as a dictionary; lists are repeated fields."""
    lines = []
    pad = "  " * indent

    def scalar(value):
        if isinstance(value, Word):
            return str(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return '"' + value + '"'
        return repr(value)

    for name, values in fields.items():
        if not isinstance(values, list):
            values = [values]
        if not values:
            continue
        if isinstance(values[0], dict):
            for value in values:
                text = written(value, indent + 1)
                if text:
                    lines.append(f"{pad}{name} {{\n{text}\n{pad}}}")
                else:
                    lines.append(f"{pad}{name} {{}}")
        elif len(values) > 1:
            lines.append(f"{pad}{name}: [{', '.join(scalar(value) for value in values)}]")
        else:
            lines.append(f"{pad}{name}: {scalar(values[0])}")
    return "\n".join(lines)


LAWS = ("constant", "constant", "exponential", "exponential", "lognormal", "gamma", "uniform",
        "normal", "hyperexponential", "empirical", "survival", "piecewise_hazard")
CLOCKS = ("CALLER", "OPERATOR_CONNECT", "NETWORK_ARRIVE", "MESSAGE_END", "OFFERED",
          "SEGMENT_PRESENTED")
DATES = ("2026-03-29", "2026-10-25", "2026-03-28", "2026-10-24", "2026-12-25", "2026-06-20",
         "2024-02-29", "2026-05-25", "2025-12-31")


class Maker:
    def __init__(self, seed):
        self.seed = seed
        self.chance = Chance(seed)
        # How people act has draws of its own, so that the rest of a scenario is the same without.
        self.people_chance = Chance(seed + (1 << 40))
        self.scenario = {}

    # Laws ---------------------------------------------------------------------------------------

    def law(self, mean, for_ever=False):
        """A law of about that mean; some are in whole seconds."""
        chance = self.chance
        kind = chance.one(LAWS)
        whole = max(1, round(mean))
        if kind == "constant":
            return {"constant_s": whole if chance.happens(0.7) else round(mean, 6)}
        if kind == "exponential":
            return {"exponential": {"mean_s": round(mean, 3)}}
        if kind in ("lognormal", "gamma"):
            return {kind: {"mean_s": round(mean, 3), "cv": chance.between(0.2, 1.5)}}
        if kind == "uniform":
            return {"uniform": {"low_s": round(mean * 0.5, 3),
                                "high_s": round(mean * 1.5 + 0.001, 3)}}
        if kind == "normal":
            return {"normal": {"mean_s": round(mean, 3), "sd_s": round(mean * 0.4 + 0.001, 3),
                               "floor_s": round(mean * chance.one((0, 0.5, 0.9)), 3)}}
        if kind == "hyperexponential":
            return {"hyperexponential": {"branches": [
                {"weight": 0.25, "mean_s": round(mean * 2.5, 3)},
                {"weight": 0.75, "mean_s": round(mean * 0.5, 3)}]}}
        if kind == "empirical":
            return {"empirical": {"knots": [
                {"value_s": 0, "cumulative": chance.one((0, 0.1))},
                {"value_s": whole, "cumulative": 0.4},
                {"value_s": whole, "cumulative": 0.7},
                {"value_s": whole * 3, "cumulative": 1}]}}
        if kind == "survival":
            last = 0.2 if for_ever and chance.happens(0.5) else 0
            return {"survival": {"knots": [
                {"at_s": whole, "still_waiting": 0.6},
                {"at_s": whole * 3, "still_waiting": last}]}}
        return {"piecewise_hazard": {"stretches": [
            {"from_s": 0, "mean_s": round(mean * 1.5, 3)},
            {"from_s": whole, "mean_s": round(mean * 0.7, 3)}]}}

    def short(self, low, high):
        """A short time, often nothing at all."""
        if self.chance.happens(0.15):
            return {"constant_s": 0}
        return self.law(self.chance.between(low, high))

    # The whole ----------------------------------------------------------------------------------

    def make(self):
        chance = self.chance
        self.long_run = chance.happens(0.08)
        self.calendar = chance.happens(0.25)
        self.with_response = chance.happens(0.5)
        self.interval_h = 1 if self.long_run else chance.one((1, 1, 0.5, 0.25, 0.25, 0.1))
        measured = chance.whole(2, 6)
        if self.long_run:
            measured = chance.whole(25, 30)
        elif self.interval_h < 1 and chance.happens(0.6):
            measured = round(measured - self.interval_h * chance.whole(1, 3), 2)
        self.measured_h = measured
        self.warm_up_h = chance.one((0, 0, 1, 1, 2, 3))
        drain = chance.one((0, 0.25, 1, 4, 12, 24))
        self.scenario["title"] = f"Random scenario {self.seed}"
        self.scenario["run"] = {"warm_up_h": self.warm_up_h, "measured_h": measured,
                                "drain_max_h": drain}
        if not self.calendar and chance.happens(0.3):
            self.scenario["run"]["day_type"] = "any_day"
        self.make_lines()
        self.make_classes()
        self.make_pools()
        self.make_routes()
        self.make_follow_ups()
        self.make_interruptions()
        self.scenario["routing"] = {"priority_rule": Word(chance.one(
            ("STRICT", "STRICT", "TIME_CREDIT", "AGEING", "FIRST_COME")))}
        if self.calendar:
            self.make_calendar()
        self.make_streams()
        self.make_disruptions()
        if self.with_response:
            self.make_response()
        self.make_same_patience()
        self.make_behaviours()
        self.make_supervisor()
        self.make_kpis()
        return ("# proto-file: proto/fcr/v1/scenario.proto\n# proto-message: fcr.v1.Scenario\n"
                f"# Made by tests/checker/any_scenario.py {self.seed}\n\n"
                + written(self.scenario) + "\n")

    # Lines and classes --------------------------------------------------------------------------

    def arrivals(self, per_hour):
        chance = self.chance
        count = round(24 / self.interval_h)
        block = {"calls_per_day": round(per_hour * 24, 2)}
        if self.calendar and chance.happens(0.4):
            block["week_weights"] = [chance.between(0.5, 1.5) for _ in range(7 * count)]
        elif self.interval_h == 0.25 and chance.happens(0.5):
            block["weights"] = [1]
        else:
            block["weights"] = [chance.between(0.4, 1.6) for _ in range(count)]
            if chance.happens(0.15):
                block["weights"][chance.whole(0, min(5, count - 1))] = 0
        if self.calendar:
            if chance.happens(0.3):
                block["month_factors"] = [chance.between(0.8, 1.2) for _ in range(12)]
            if "week_weights" not in block and chance.happens(0.3):
                block["weekday_factors"] = [chance.between(0.8, 1.2) for _ in range(7)]
            if chance.happens(0.3):
                block["yearly_factor"] = chance.between(0.9, 1.1)
        if chance.happens(0.15):
            block["volume_factor"] = chance.between(0.7, 1.3)
        if chance.happens(0.3):
            block["day_factor_cv"] = chance.between(0.05, 0.4)
        if chance.happens(0.2):
            block["hour_factor"] = {"cv": chance.between(0.05, 0.4),
                                    "correlation": chance.between(0, 0.8)}
        return block

    def make_lines(self):
        chance = self.chance
        per_hour = chance.between(20, 50 if self.long_run else 120)
        lines = [{"name": "999", "kind": Word("EMERGENCY")}]
        if chance.happens(0.85):
            lines.append({"name": "101", "kind": Word("NON_EMERGENCY")})
        if chance.happens(0.4):
            lines.append({"name": "web chat", "kind": Word("DIGITAL")})
        weights = [chance.between(0.3, 1) for _ in lines]
        self.rate = {}
        for line, weight in zip(lines, weights):
            self.rate[line["name"]] = per_hour * weight / sum(weights)
            line["arrivals"] = self.arrivals(self.rate[line["name"]])
            if line["kind"] == "EMERGENCY" and chance.happens(0.7):
                leg = {}
                if chance.happens(0.8):
                    leg["answer"] = self.short(0.5, 5)
                if chance.happens(0.8):
                    leg["select"] = self.short(2, 8)
                if chance.happens(0.85):
                    leg["connect"] = self.short(1, 8)
                if not leg:
                    leg["connect"] = {"constant_s": 4}
                line["operator_leg"] = leg
            if chance.happens(0.35):
                line["message"] = self.law(chance.between(2, 40))
                if chance.happens(0.5):
                    line["message_leave_share"] = chance.between(0.02, 0.3)
                if chance.happens(0.4):
                    line["message_served_share"] = chance.between(0.02, 0.3)
            if line["kind"] != "DIGITAL" and chance.happens(0.25):
                line["lines_max"] = chance.whole(2, 14)
        with_cv = [line for line in lines if "day_factor_cv" in line["arrivals"]]
        if len(with_cv) == 2 and chance.happens(0.6):
            cv = with_cv[0]["arrivals"]["day_factor_cv"]
            with_cv[1]["arrivals"]["day_factor_cv"] = cv
            self.scenario["demand"] = {"day_factor_correlation": chance.between(0, 1)}
        self.outer = list(lines)
        self.internal = None
        if chance.happens(0.65):
            self.internal = {"name": "inside", "kind": Word("INTERNAL")}
            if chance.happens(0.15):
                self.internal["message"] = self.law(5)
            lines.append(self.internal)
        self.scenario["lines"] = lines

    def make_classes(self):
        chance = self.chance
        self.classes = []
        for line in self.outer:
            count = chance.one((1, 1, 2, 3))
            shares = chance.shares(count)
            for number, share in enumerate(shares):
                name = line["name"] if count == 1 else f"{line['name']} {'abc'[number]}"
                item = {"name": name, "line": line["name"]}
                if count > 1 or chance.happens(0.2):
                    item["share"] = share
                self.classes.append(self.handling(item, line))
        if self.internal:
            self.insiders = []
            for number in range(chance.whole(1, 3)):
                item = self.handling({"name": f"inside {'abc'[number]}", "line": "inside"},
                                     self.internal)
                self.classes.append(item)
                self.insiders.append(item)
        else:
            self.insiders = []
        self.callers = [item for item in self.classes if item["line"] != "inside"]
        self.scenario["call_classes"] = self.classes

    def handling(self, item, line):
        chance = self.chance
        if chance.happens(0.7):
            item["priority"] = chance.whole(1, 4)
        if chance.happens(0.4):
            item["time_credit_s"] = chance.whole(0, 200)
        if chance.happens(0.4):
            item["ageing"] = chance.between(0.2, 5)
        item["talk"] = self.law(chance.between(40, 350))
        if chance.happens(0.75):
            item["wrap_up"] = self.short(5, 120)
        if chance.happens(0.2 if line["kind"] == "DIGITAL" else 0.85):
            item["patience"] = self.law(chance.between(10, 400), for_ever=True)
        if chance.happens(0.2):
            item["balk_probability"] = chance.between(0.02, 0.6)
        return item

    # People -------------------------------------------------------------------------------------

    def make_pools(self):
        chance = self.chance
        employers = [{"name": "force", "kind": Word("FORCE")}]
        if chance.happens(0.5):
            employers.append({"name": "contractor", "kind": Word("CONTRACTOR")})
        if chance.happens(0.15):
            employers.append({"name": "other force", "kind": Word("FORCE")})
        self.scenario["employers"] = employers
        count = chance.one((1, 2, 2, 3, 3, 4, 5))
        names = [item["name"] for item in self.classes]
        skills = [chance.some(names, 1) for _ in range(count)]
        for name in names:
            if not any(name in skill for skill in skills):
                skills[chance.whole(0, count - 1)].append(name)
        self.scenario["skill_groups"] = []
        self.pools = []
        rosters = []
        load = sum(self.rate.values()) * 300 / 3600
        for number, skill in enumerate(skills):
            group = {"name": f"skills {number}", "call_classes": sorted(skill, key=names.index)}
            self.scenario["skill_groups"].append(group)
            owner = employers[0 if number == 0 else chance.whole(0, len(employers) - 1)]
            pool = {"name": f"pool {number}", "employer": owner["name"],
                    "skill_group": group["name"]}
            if chance.happens(0.5):
                pool["site"] = chance.one(("north", "south"))
            people = max(1, round(load / count * chance.between(0.6, 1.5)))
            if chance.happens(0.3):
                roster = self.roster(f"roster {number}", people)
                rosters.append(roster)
                pool["roster"] = roster["name"]
                if chance.happens(0.8):
                    pool["people"] = self.people()
            else:
                if chance.happens(0.4):
                    pool["seats"] = people
                else:
                    pool["seats_by_interval"] = [max(0, people + chance.whole(-2, 2))
                                                 for _ in range(chance.one((24, 48, 96)))]
                if chance.happens(0.25):
                    pool["concurrency"] = chance.whole(1, 4)
            if chance.happens(0.7):
                pool["pick_up"] = self.short(1, 8)
            if chance.happens(0.6):
                pool["after_call_gap"] = self.short(2, 30)
            if chance.happens(0.3):
                pool["handling_factor"] = chance.between(0.7, 1.4)
            if chance.happens(0.25):
                pool["seats_kept_free"] = [
                    {"call_class": name, "seats": chance.whole(0, 2)}
                    for name in chance.some(skill)]
            if chance.happens(0.25):
                pool["preferences"] = [{"call_class": name, "head_start_s": chance.whole(0, 300)}
                                       for name in chance.some(skill)]
            pool["_skills"] = skill
            self.pools.append(pool)
        self.scenario["pools"] = self.pools
        if rosters:
            self.scenario["rosters"] = rosters

    def roster(self, name, people):
        chance = self.chance
        shifts, cycle = [], []
        for number in range(chance.whole(1, 3)):
            start = chance.one((0, 0, 0.5, 1, 2, 22, 20.25))
            length = chance.one((1.5, 2, 3.25, 4, 6, 8))
            if start >= 20:
                length = chance.one((4, 6, 8))
            breaks, after = [], 0.0
            for _ in range(chance.whole(0, 3)):
                waves = chance.one((1, 1, 2, 3))
                minutes = chance.one((5, 7.5, 10, 15, 30))
                after += chance.one((0, 0.25, 0.5, 1))
                if after + waves * minutes / 60 >= length:
                    break
                rule = {"after_h": after, "length_min": minutes}
                if chance.happens(0.4):
                    rule["kind"] = Word("MEAL")
                if waves > 1:
                    rule["waves"] = waves
                breaks.append(rule)
                after += minutes / 60 * waves
                after = int(after * 60 + 0.999) / 60
            shift = {"name": f"shift {number}", "start_h": start, "length_h": length}
            if breaks:
                shift["breaks"] = breaks
            shifts.append(shift)
        for _ in range(chance.whole(1, 5)):
            cycle.append("off" if chance.happens(0.15) else chance.one(shifts)["name"])
        if all(day == "off" for day in cycle):
            cycle[0] = shifts[0]["name"]
        by_name = {shift["name"]: shift for shift in shifts}
        for place, day in enumerate(cycle):    # no shift begins before yesterday's has ended
            after = cycle[(place + 1) % len(cycle)]
            if day != "off" and after != "off":
                ends = by_name[day]["start_h"] + by_name[day]["length_h"]
                if ends > 24 + by_name[after]["start_h"]:
                    by_name[day]["length_h"] = (24 + by_name[after]["start_h"]
                                                - by_name[day]["start_h"])
        for shift in shifts:
            room = shift["length_h"]
            kept = [rule for rule in shift.get("breaks", [])
                    if rule["after_h"] + rule.get("waves", 1) * rule["length_min"] / 60 < room]
            shift["breaks"] = kept
        used = [shift for shift in shifts if shift["name"] in cycle]
        teams = [{"name": f"team {number}", "offset_days": chance.whole(0, len(cycle) - 1),
                  "headcount": max(1, people + chance.whole(-1, 2))}
                 for number in range(chance.whole(1, 3))]
        return {"name": name, "shifts": used, "cycle": cycle, "teams": teams}

    def people(self):
        chance = self.chance
        block = {}
        if chance.happens(0.4):
            block["leave_share"] = chance.between(0.02, 0.3)
        if chance.happens(0.4):
            block["training_share"] = chance.between(0.02, 0.3)
        if chance.happens(0.4):
            block["meetings_share"] = chance.between(0.01, 0.2)
        if chance.happens(0.4):
            block["absence_share"] = chance.between(0.02, 0.3)
        if chance.happens(0.4):
            block["sickness"] = {"share": chance.between(0.02, 0.4)}
            if chance.happens(0.5):
                block["sickness"]["spell_mean_days"] = chance.between(1, 10)
        if chance.happens(0.2):
            block["vacancy_share"] = chance.between(0.05, 0.4)
        if chance.happens(0.2):
            block["cohorts"] = [{"day": chance.whole(-80, 0), "headcount": chance.whole(1, 3),
                                 "class_weeks": chance.whole(0, 6),
                                 "tutor_weeks": chance.whole(0, 6)}]
        if chance.happens(0.15):
            block["proficiency"] = [{"weeks": 0, "handling_factor": chance.between(1, 2)},
                                    {"weeks": chance.whole(1, 30), "handling_factor": 1}]
        if chance.happens(0.2):
            block["attrition"] = {"per_year": chance.between(0.1, 5)}
            if chance.happens(0.6):
                block["attrition"]["replacement_weeks"] = chance.whole(0, 30)
        if chance.happens(0.2):
            block["fatigue"] = {"factor_per_h": chance.between(0.01, 0.2),
                                "after_h": chance.one((0, 1, 2))}
        if chance.happens(0.2):
            block["zero_hours"] = {"share": chance.between(0.1, 1),
                                   "accept": chance.between(0.3, 1),
                                   "notice_h": chance.one((0, 12, 48))}
            if chance.happens(0.3):
                block["zero_hours"]["offers_from_day"] = chance.whole(-3, 1)
        if chance.happens(0.15):
            block["transfer"] = {"day": chance.whole(-10, 0),
                                 "handling_factor": chance.between(1, 1.6),
                                 "weeks": chance.whole(1, 10)}
        if chance.happens(0.1):
            block["from_day"] = chance.whole(-2, 0)
        return block

    # Routes -------------------------------------------------------------------------------------

    def gate(self, service_within):
        chance = self.chance
        gate = {}
        if chance.happens(0.3):
            gate["from_h"], gate["until_h"] = chance.one(((0, 2), (1, 3), (23, 1), (2, 24)))
        if chance.happens(0.4):
            gate["share"] = chance.between(0.2, 0.9)
        if chance.happens(0.3):
            gate["queue_at_least"] = chance.whole(0, 3)
        if chance.happens(0.3):
            gate["free_at_most"] = chance.whole(0, 2)
        if chance.happens(0.3):
            gate["service_below"] = chance.between(0.5, 1)
            gate["service_within_s"] = service_within
        return gate or {"share": 0.5}

    def make_routes(self):
        chance = self.chance
        reached = set()
        for item in self.classes:
            pools = [pool for pool in self.pools if item["name"] in pool["_skills"]]
            names = [pool["name"] for pool in pools]
            outside = [pool["name"] for pool in pools if pool["employer"] == "contractor"]
            inside = [pool["name"] for pool in pools if pool["employer"] != "contractor"]
            if inside and outside and chance.happens(0.4):
                split = {"kind": Word(chance.one(
                    ("OVERFLOW", "TIME_OF_DAY", "FIXED_SHARE", "JOINT_QUEUE", "CONTRACTOR_FIRST",
                     "OFF_PEAK"))),
                         "in_house": inside, "contractor": outside}
                if split["kind"] == "OVERFLOW":
                    split["after_s"] = chance.whole(0, 60)
                if split["kind"] == "FIXED_SHARE":
                    split["share"] = chance.between(0.1, 0.9)
                if split["kind"] in ("TIME_OF_DAY", "OFF_PEAK"):
                    split["from_h"], split["until_h"] = chance.one(((1, 3), (23, 1), (0, 2)))
                # Only where the force's own pools have other work already.
                if split.get("from_h") == 0 and set(inside) <= reached:
                    split = {"kind": Word("ALL_TO_CONTRACTOR"), "contractor": outside}
                reached.update(outside, split.get("in_house", ()))
                item["split"] = split
                continue
            reached.update(names)
            if chance.happens(0.25):
                continue    # every pool with the skill
            self.route_of(item, names)

    def route_of(self, item, names):
        chance = self.chance
        within = chance.whole(5, 60)
        steps, after, gates = [], 0, 0
        left = chance.shuffled(names)
        while left and len(steps) < 5:
            size = chance.whole(1, len(left)) if len(steps) < 4 else len(left)
            step = {"pools": left[:size]}
            left = left[size:]
            if steps:
                after += chance.one((0, 2, 5, 8, 8, 20, 30))
                step["after_s"] = after
                step["kind"] = Word(chance.one(("WIDEN", "WIDEN", "MOVE")))
                if gates < 2 and chance.happens(0.3):
                    step["when"] = self.gate(within)
                    gates += 1
            if chance.happens(0.3):
                step["order"] = Word(chance.one(("LONGEST_IDLE", "AS_LISTED", "RANDOM")))
            steps.append(step)
        if chance.happens(0.15) and len(names) > 1:    # back to the first pools alone
            after += chance.one((5, 10))
            steps.append({"after_s": after, "pools": steps[0]["pools"], "kind": Word("MOVE")})
        if chance.happens(0.3):
            after += chance.one((0, 5, 20, 60))
            step = {"after_s": after, "kind": Word("DIVERT")}
            if chance.happens(0.5):
                step["when"] = self.gate(within)
            if self.insiders and item not in self.insiders and chance.happens(0.6):
                step["pass_back"] = {"to_class": chance.one(self.insiders)["name"],
                                     "delay": self.short(10, 300)}
            steps.append(step)
        item["route"] = steps

    # What follows from a call -------------------------------------------------------------------

    def make_follow_ups(self):
        chance = self.chance
        for item in self.classes:
            insider = item in self.insiders
            later = self.insiders[self.insiders.index(item) + 1:] if insider else self.insiders
            if not insider:
                if chance.happens(0.35):
                    self.after_loss(item)
                if chance.happens(0.25):
                    repeat = {"share": chance.between(0.02, 0.25), "delay": self.short(20, 900)}
                    if chance.happens(0.5):
                        repeat["share_after_wait"] = chance.between(0.05, 0.4)
                        repeat["after_wait_s"] = chance.whole(0, 60)
                    if chance.happens(0.4):
                        repeat["to_class"] = chance.one(self.callers)["name"]
                    item["repeat"] = repeat
                if chance.happens(0.2):
                    sizes = [{"calls": 1, "cumulative": chance.between(0.4, 0.8)},
                             {"calls": 2, "cumulative": 0.9},
                             {"calls": chance.whole(3, 5), "cumulative": 1}]
                    item["cluster"] = {"sizes": sizes, "gap": self.law(chance.between(5, 300)),
                                       "recognised": chance.one((0, 0.5, 1))}
                    same = [other["name"] for other in self.callers
                            if other["line"] == item["line"]]
                    if len(same) > 1 and chance.happens(0.5):
                        item["cluster"]["duplicate_class"] = chance.one(same)
            if later:
                if "patience" in item and chance.happens(0.25):
                    item["ring_back"] = {"to_class": chance.one(later)["name"],
                                         "share": chance.between(0.2, 1),
                                         "delay": self.short(5, 120)}
                if chance.happens(0.25):
                    item["call_back"] = {"when_wait_over_s": chance.whole(0, 200),
                                         "accept": chance.between(0.1, 0.8),
                                         "to_class": chance.one(later)["name"],
                                         "delay": self.short(30, 900)}
                if chance.happens(0.35):
                    parts = chance.whole(1, 2)
                    item["next"] = [{"share": chance.between(0.05, 0.4),
                                     "to_class": chance.one(later)["name"],
                                     "kind": Word(chance.one(("TRANSFER", "CONFERENCE")))}
                                    for _ in range(parts)]
            if insider and chance.happens(0.4):
                item["outbound"] = {"reached": chance.between(0.3, 0.95),
                                    "unreached": self.short(5, 40),
                                    "attempts_max": chance.whole(1, 4),
                                    "retry_delay": self.short(30, 600)}
            if chance.happens(0.2):
                item["recording"] = {"share": chance.between(0.1, 0.6),
                                     "work": self.law(chance.between(20, 300))}

    def after_loss(self, item):
        chance = self.chance
        loss = {"redial_first": chance.between(0.1, 0.9), "redial_delay": self.short(5, 300)}
        if chance.happens(0.5):
            loss["redial_later"] = chance.between(0.1, 0.9)
        if chance.happens(0.5):
            loss["attempts_max"] = chance.whole(1, 6)
        others = [other["name"] for other in self.callers if other["line"] != item["line"]]
        if others and chance.happens(0.5):
            loss["change_share"] = chance.between(0.1, 0.9)
            loss["change_to"] = chance.one(others)
            loss["change_after_wait_s"] = chance.whole(0, 60)
            loss["change_delay"] = self.short(2, 60)
        item["after_loss"] = loss

    def make_interruptions(self):
        chance = self.chance
        if not chance.happens(0.4) or len(self.classes) < 2:
            return
        first = chance.one(self.callers)
        first["priority"] = 1
        first["preempts"] = True
        for item in self.classes:
            if item is first or not chance.happens(0.8):
                continue
            item["priority"] = chance.whole(2, 4)
            item["interruption"] = Word(chance.one(
                ("SET_ASIDE", "HOLD", "RINGS_AGAIN", "HOLD", "SET_ASIDE")))
            if item["interruption"] == "RINGS_AGAIN" and "after_loss" not in item:
                if item in self.insiders:
                    item["interruption"] = Word("SET_ASIDE")
                else:
                    self.after_loss(item)

    # Days and streams ---------------------------------------------------------------------------

    def make_calendar(self):
        chance = self.chance
        calendar = {"start_date": chance.one(DATES)}
        if chance.happens(0.3):
            calendar["level_date"] = chance.one(DATES)
        if chance.happens(0.2):
            calendar["bank_holidays"] = {"table": Word(chance.one(("NONE", "ENGLAND_AND_WALES"))),
                                         "added": ["2026-06-23"]}
        if chance.happens(0.4):
            lines = chance.some([line["name"] for line in self.outer], 1)
            day = {"name": "a day", "on": Word("EVERY_DAY"),
                   "factors": [{"line": name, "factor": chance.between(0.6, 1.6)}
                               for name in lines]}
            if chance.happens(0.5):
                day["from_h"], day["until_h"] = chance.one(((0, 2), (1, 3), (2, 24)))
            calendar["named_days"] = [day]
        self.scenario["calendar"] = calendar

    def make_streams(self):
        chance = self.chance
        if chance.happens(0.25):
            surge = {"name": "crash", "call_class": chance.one(self.callers)["name"]}
            if self.calendar and chance.happens(0.3):
                surge["start"] = self.scenario["calendar"]["start_date"] + " 00:20"
            else:
                surge["start_h"] = chance.between(0, self.measured_h * 0.9)
            if chance.happens(0.5):
                surge["duration_s"] = chance.whole(1, 600)
            else:
                surge["spread"] = self.law(chance.between(10, 300))
            surge[chance.one(("calls", "calls_exactly"))] = chance.whole(1, 30)
            self.scenario["surges"] = [surge]
        if chance.happens(0.2):
            named = {"name": "regular", "call_class": chance.one(self.callers)["name"],
                     "calls_per_month": chance.whole(300, 3000)}
            if chance.happens(0.5):
                named["hour_weights"] = [chance.between(0.1, 2) for _ in range(24)]
            self.scenario["named_callers"] = [named]

    def make_disruptions(self):
        chance = self.chance
        if not chance.happens(0.3):
            return
        stages, arrivals = [], False
        for _ in range(chance.whole(1, 3)):
            stage = {"duration_s": chance.one((300, 900, 1800, 3600))}
            if chance.happens(0.5):
                cut = {"multiplier": chance.one((0, 0.3, 0.5, 0.8, 1.5))}
                seated = [pool["name"] for pool in self.pools if "roster" not in pool]
                if seated and chance.happens(0.4):
                    cut["pool"] = chance.one(seated)
                elif chance.happens(0.4):
                    cut["employer"] = chance.one(self.pools)["employer"]
                elif cut["multiplier"] in (0, 0.3):
                    sites = [pool["site"] for pool in self.pools if "site" in pool]
                    cut.update({"site": sites[0]} if sites else {})
                stage["staff"] = [cut]
            if chance.happens(0.4):
                stage["handling_factor"] = chance.between(0.8, 2)
            if chance.happens(0.5):
                cut = {"line": chance.one(self.outer)["name"]}
                if chance.happens(0.3):
                    cut["arrival_multiplier"] = chance.between(0.3, 2)
                    arrivals = True
                if chance.happens(0.7):
                    cut["connect_loss_share"] = chance.between(0.1, 1)
                    others = [item["name"] for item in self.callers if item["line"] != cut["line"]]
                    if others and chance.happens(0.5):
                        cut["lost_ring_class"] = chance.one(others)
                        cut["lost_ring_share"] = chance.between(0.1, 0.9)
                        cut["lost_ring_delay"] = self.short(2, 60)
                stage["lines"] = [cut]
            if self.insiders and chance.happens(0.3):
                stage["back_record_class"] = chance.one(self.insiders)["name"]
                stage["back_record_delay_h"] = chance.one((0, 0.1, 0.5))
            stages.append(stage)
        disruption = {"name": "outage",
                      "start_h": chance.between(0, self.measured_h * 0.6), "stages": stages}
        if not arrivals and chance.happens(0.4):
            disruption["chance"] = chance.between(0.3, 1)
        self.scenario["disruptions"] = [disruption]

    # How people act -----------------------------------------------------------------------------

    def make_same_patience(self):
        chance = self.people_chance
        for item in self.classes:
            if "after_loss" in item and chance.happens(0.4):
                item["after_loss"]["same_patience"] = True

    def make_behaviours(self):
        chance, made_by = self.people_chance, self.chance
        self.chance = chance    # for the laws
        for pool in self.pools:
            if not chance.happens(0.4 if pool["employer"] == "contractor" else 0.15):
                continue
            block = {}
            if chance.happens(0.5):
                block["threshold_first_s"] = chance.one((0, 5, 10, 30, 60))
            if chance.happens(0.5):
                block["hurry"] = {"queue_at_least": chance.whole(1, 4),
                                  "factor": chance.between(0.3, 1)}
            if chance.happens(0.5):
                padding = {"calls_per_hour": chance.between(1, 60),
                           "call_class": chance.one(self.callers)["name"],
                           "talk": self.law(chance.between(2, 60))}
                if chance.happens(0.4):
                    padding["from_h"], padding["until_h"] = chance.one(((0, 2), (1, 3), (23, 1)))
                if chance.happens(0.5):
                    padding["free_at_least"] = chance.whole(1, 3)
                block["padding"] = padding
            if "roster" not in pool and chance.happens(0.4):
                block["cross_client"] = {"share": chance.between(0, 1)}
                hours = chance.one(((0, 1), (1, 3), (23, 1.5), (0.25, 2)))
                block["cross_client"]["from_h"], block["cross_client"]["until_h"] = hours
            if block:
                pool["behaviour"] = block
        self.chance = made_by

    def make_supervisor(self):
        chance = self.people_chance
        if not chance.happens(0.3):
            return
        policy = chance.one(("DO_NOTHING", "OPEN_OVERFLOW", "OPEN_OVERFLOW", "ALL_TO_999",
                             "ALL_TO_999", "ASK_EARLY", "ASK_EARLY"))
        block = {"policy": Word(policy)}
        if policy in ("OPEN_OVERFLOW", "ALL_TO_999") and chance.happens(0.8):
            block["wait_s"] = chance.one((0, 5, 20, 60))
        if policy == "OPEN_OVERFLOW":
            for item in self.classes:
                gates = [step["when"] for step in item.get("route", []) if "when" in step]
                later = item.get("route", [])[1:]
                if not gates and later and chance.happens(0.7):
                    later[0]["when"] = gate = {}
                    gates.append(gate)
                for gate in gates:
                    if not gate or chance.happens(0.5):
                        gate["by_supervisor"] = True
        if policy == "ASK_EARLY":
            seated = [pool["name"] for pool in self.pools
                      if "roster" not in pool and pool.get("concurrency", 1) == 1]
            if not seated:
                return
            block["pool"] = chance.one(seated)
            block["seats"] = chance.whole(1, 4)
            if chance.happens(0.7):
                block["queue_at_least"] = chance.whole(1, 4)
            if chance.happens(0.7):
                block["lag_s"] = chance.one((0, 60, 300, 900))
            if chance.happens(0.7):
                block["stay_s"] = chance.one((60, 600, 1800, 7200))
        self.scenario["supervisor"] = block

    # The response -------------------------------------------------------------------------------

    def make_response(self):
        chance = self.chance
        if chance.happens(0.7):
            self.scenario["run"]["drain_max_h"] = chance.one((1, 4, 12, 24))
        count = chance.whole(1, 5)
        priorities = chance.shuffled(range(1, 8))[:count]
        graded = [item for item in self.classes if chance.happens(0.75)] or [self.classes[0]]
        inner = any(item in self.insiders for item in graded)
        grades = []
        for number in range(count):
            grade = {"name": f"grade {'ABCDE'[number]}", "priority": priorities[number]}
            if number and chance.happens(0.2):
                grade["needs_deployment"] = False
                grades.append(grade)
                continue
            starts = ["ANSWERED", "INCIDENT", "GRADED", "DISPATCHED", "APPOINTMENT"]
            if chance.happens(0.8):
                grade["attendance_target_s"] = chance.whole(60, 3600)
                if chance.happens(0.8):
                    grade["target_start"] = Word(chance.one(starts))
            if chance.happens(0.5):
                grade["unit_shares"] = chance.shares(chance.whole(2, 4))
            grade["on_scene"] = self.law(chance.between(200, 2400))
            if chance.happens(0.8):
                grade["paperwork"] = self.short(30, 900)
            if chance.happens(0.3):
                grade["appointment"] = self.law(chance.between(600, 9000))
            if chance.happens(0.5):
                grade["give_up_s"] = chance.whole(60, 3600)
                if chance.happens(0.6):
                    grade["give_up_probability"] = chance.between(0.1, 1)
            if chance.happens(0.4):
                grade["chase_after_s"] = chance.whole(60, 1800)
                if chance.happens(0.6):
                    grade["chase_probability"] = chance.between(0.1, 1)
                if inner or chance.happens(0.4):
                    grade["chase_class"] = chance.one(self.callers)["name"]
            if chance.happens(0.4):
                grade["diverts_units"] = True
            grades.append(grade)
        response = {"grades": grades, "grading": []}
        for item in graded:
            grading = {"call_class": item["name"], "incident_probability": chance.between(0.3, 1),
                       "mix": chance.shares(count)}
            if chance.happens(0.7):
                grading["incident_delay"] = self.short(10, 120)
            if chance.happens(0.7):
                grading["grade_delay"] = self.short(10, 120)
            if count > 1 and chance.happens(0.5):
                grading["misgrade"] = [{"grade": grade["name"], "given": chance.shares(count)}
                                       for grade in chance.some(grades, 1)]
            response["grading"].append(grading)
        if chance.happens(0.3):
            response["grader_errors"] = [{"pool": chance.one(self.pools)["name"],
                                          "error_factor": chance.between(0, 3)}]
        if chance.happens(0.3):
            response["grade_pressure"] = {"free_units_below": chance.whole(1, 6),
                                          "shift_probability": chance.between(0.2, 1)}
        groups = chance.whole(1, 3)
        shares = chance.shares(groups)
        talkgroups = []
        for number in range(groups):
            group = {"name": f"area {'abc'[number]}", "share": shares[number]}
            if chance.happens(0.5):
                group["desks"] = chance.whole(1, 2)
            else:
                group["desks_by_interval"] = [chance.whole(0, 2)
                                              for _ in range(chance.one((24, 48, 96)))]
            if chance.happens(0.8):
                group["dispatch_work"] = self.short(10, 150)
            if len(self.scenario["employers"]) > 1 and chance.happens(0.3):
                group["employer"] = self.scenario["employers"][1]["name"]
                group["dispatch_agreed"] = True
            talkgroups.append(group)
        response["talkgroups"] = talkgroups
        units = []
        for number in range(chance.whole(1, 3)):
            group = {"name": f"cars {number}"}
            if number and chance.happens(0.6):
                group["talkgroup"] = chance.one(talkgroups)["name"]
            people = chance.whole(2, 14)
            if chance.happens(0.4):
                group["count"] = people
            else:
                group["count_by_interval"] = [max(0, people + chance.whole(-3, 3))
                                              for _ in range(chance.one((3, 24, 48, 96)))]
            if chance.happens(0.8):
                group["mobilise"] = self.short(10, 150)
            if chance.happens(0.9):
                group["travel"] = self.short(60, 900)
            if chance.happens(0.5):
                group["travel_by_grade"] = [{"grade": grade["name"], "travel": self.short(60, 900)}
                                            for grade in chance.some(grades)
                                            if grade.get("needs_deployment", True)]
            if chance.happens(0.4):
                group["mobile_paperwork_factor"] = chance.one((0, 0.5, 2))
            units.append(group)
        response["units"] = units
        self.scenario["response"] = response

    # Indicators ---------------------------------------------------------------------------------

    def make_kpis(self):
        chance = self.chance
        formulas = ("F1_ANSWERED_ONLY", "F2_OFFERED", "F3_EXCL_ABANDON_IN_T",
                    "F4_ABANDON_IN_T_IS_MET", "F5_EXCL_SHORT", "F6_SHORT_IS_MET",
                    "F7_MALFORMED_DOUBLE")
        kpis, published = [], []
        for number in range(chance.whole(8, 24)):
            kind = chance.one(("SERVICE_LEVEL", "SERVICE_LEVEL", "SERVICE_LEVEL", "ABANDONMENT",
                               "ABANDONMENT", "MEAN_WAIT", "PERCENTILE", "LONGEST_WAIT", "COUNT"))
            kpi = {"id": f"kpi_{number}", "type": Word(kind)}
            if chance.happens(0.3):
                item = chance.one(self.classes)
                kpi["call_class"] = item["name"]
                if chance.happens(0.3):
                    kpi["line"] = item["line"]
            elif chance.happens(0.4):
                kpi["line"] = chance.one(self.scenario["lines"])["name"]
            if chance.happens(0.25):
                pool = chance.one(self.pools)
                kpi["pool"] = pool["name"]
                if chance.happens(0.3):
                    kpi["employer"] = pool["employer"]
            elif chance.happens(0.2):
                kpi["employer"] = chance.one(self.pools)["employer"]
            if kind != "COUNT" and chance.happens(0.85):
                kpi["clock"] = Word(chance.one(CLOCKS))
            threshold = chance.one((0, 1, 5, 8, 10, 20, 30, 60, 120, 7.5))
            if kind == "SERVICE_LEVEL":
                kpi["threshold_s"] = threshold
                if chance.happens(0.7):
                    kpi["comparator"] = Word(chance.one(("LE", "LT")))
                if chance.happens(0.9):
                    kpi["formula"] = Word(chance.one(formulas))
                if kpi.get("formula") in ("F5_EXCL_SHORT", "F6_SHORT_IS_MET"):
                    kpi["short_abandon_s"] = chance.one((0, threshold, threshold / 2))
            if kind == "ABANDONMENT":
                if chance.happens(0.85):
                    kpi["abandonment"] = Word(chance.one(("AB1", "AB2", "AB3")))
                if kpi.get("abandonment") in ("AB2", "AB3"):
                    kpi["short_abandon_s"] = threshold
            if kind == "PERCENTILE":
                kpi["percentile"] = chance.one((0.5, 0.9, 0.95, 0.99, 1, 0.01, 0.333))
            if chance.happens(0.3):
                figure = {"kpi": kpi["id"], "value": chance.between(0, 100)}
                if chance.happens(0.7):
                    figure["tolerance"] = chance.between(0, 50)
                published.append(figure)
            kpis.append(kpi)
        self.scenario["kpis"] = kpis
        if published:
            self.scenario["published"] = published
        for pool in self.pools:
            pool.pop("_skills")


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    sys.stdout.write(Maker(int(sys.argv[1])).make())
    return 0


if __name__ == "__main__":
    sys.exit(main())
