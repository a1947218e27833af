#!/usr/bin/env python3
"""Counts every figure of a review again from the rows that its rules name (counting.csv).

Usage: review_counts_again.py FOLDER   where fcrsim exercise review wrote its files
Exit code 1 when a figure is another, or has no rule.
"""
import csv
import json
import math
import re
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(sys.argv[1])
REVIEW = json.load(open(FOLDER / 'review.json', encoding='utf-8'))
FILES = {}
FAULTS = []
COUNTED = {}


def rows_of(file):
    if file not in FILES:
        with open(FOLDER / file, encoding='utf-8', newline='') as source:
            FILES[file] = list(csv.DictReader(source))
    return FILES[file]


RULES = {(rule['table'], rule['figure']): rule for rule in rows_of('counting.csv')}


def holds(row, condition):
    if condition.endswith(' is given'):
        return row[condition[: -len(' is given')]] != ''
    column, sign, value = re.fullmatch(r'(.+?) (>=|<=|=|<|>) (.*)', condition).groups()
    if sign == '=':
        return row[column] == value
    if row[column] == '':
        return False
    have, limit = Fraction(row[column]), Fraction(value)
    return {'>=': have >= limit, '<=': have <= limit, '<': have < limit, '>': have > limit}[sign]


def filled(text, given):
    return re.sub(r'\{(\w+)\}', lambda found: str(given[found[1]]), text)


# Rows of one run, since most rules begin with it.
BY_RUN = {}


def matching(file, conditions):
    first, *others = conditions
    assert first.startswith('of = '), first
    if file not in BY_RUN:
        BY_RUN[file] = {}
        for row in rows_of(file):
            BY_RUN[file].setdefault((row['of'], row.get('minute', '')), []).append(row)
    run = first[len('of = '):]
    minute = next((other[len('minute = '):] for other in others if other.startswith('minute = ')), None)
    if minute is not None:
        rows = BY_RUN[file].get((run, minute), [])
    else:
        low = next((int(o.split(' >= ')[1]) for o in others if o.startswith('minute >= ')), None)
        high = next((int(o.split(' < ')[1]) for o in others if o.startswith('minute < ')), None)
        if low is not None and high is not None:
            rows = [row for at in range(low, high) for row in BY_RUN[file].get((run, str(at)), [])]
        else:
            rows = [row for (of, _), some in BY_RUN[file].items() if of == run for row in some]
    return [row for row in rows if all(holds(row, other) for other in others)]


def total(rows, columns):
    return sum((math.prod(Fraction(row[column]) for column in columns) for row in rows), Fraction(0))


def share(part, whole):
    return None if whole == 0 else 100 * part / whole


def count(rows, how):
    """What `how` says of the rows; None: not measured."""
    how, _, divisor = how.partition(' / ')
    if found := re.fullmatch(r'rows with (.+), % of rows', how):
        value = share(Fraction(sum(holds(row, found[1]) for row in rows)), Fraction(len(rows)))
    elif found := re.fullmatch(r'sum of (.+) x (.+), % of sum of (.+) x (.+)', how):
        value = share(total(rows, found.group(1, 2)), total(rows, found.group(3, 4)))
    elif how == 'rows':
        value = Fraction(len(rows))
    elif found := re.fullmatch(r'sum of (.+)', how):
        value = total(rows, [found[1]])
    elif found := re.fullmatch(r'mean of (.+)', how):
        value = total(rows, [found[1]]) / len(rows) if rows else None
    elif found := re.fullmatch(r'largest (.+)', how):
        value = max((Fraction(row[found[1]]) for row in rows if row[found[1]]), default=Fraction(0))
    elif found := re.fullmatch(r'last (.+)', how):
        value = Fraction(rows[-1][found[1]])
    else:
        raise ValueError(f'nobody can count: {how}')
    return value / int(divisor) if value is not None and divisor else value


def is_equal(counted, told, tolerance=0.0):
    """Statistics are told in six significant digits."""
    if counted is None or told is None:
        return counted is None and told is None
    return abs(float(counted) - told) <= max(tolerance, 1.01e-6 * abs(told) * 5)


def check(table, figure, told, what, tolerance=0.0, **given):
    rule = RULES.get((table, figure))
    if rule is None:
        FAULTS.append(f'{table} {figure} has no rule')
        return
    rows = matching(rule['file'], [filled(part, given) for part in rule['rows'].split('; ')])
    counted = count(rows, filled(rule['count'], given))
    COUNTED[(table, figure)] = COUNTED.get((table, figure), 0) + 1
    if not is_equal(counted, told, tolerance):
        FAULTS.append(f'{table} {figure} {what}: told {told}, counted {counted and float(counted)}')


def check_minutes():
    for minute in REVIEW['minutes']:
        place = int(minute['minute'])
        common = {'minute': place, 'from': max(0, place - 14)}
        for line in minute['lines']:
            for figure in ('offered', 'answered', 'abandoned', 'mean_wait_s', 'waiting', 'longest_waiting_s'):
                check('minute', figure, line.get(figure), f"{minute['at']} {line['name']}", line=line['name'], **common)
        for pool in minute['pools']:
            for figure in ('free', 'on_duty'):
                check('pool', figure, pool[figure], f"{minute['at']} {pool['name']}", pool=pool['name'], **common)
        for figure in ('nobody_free_s', 'occupancy_percent'):
            check('minute', figure, minute.get(figure), minute['at'], **common)


def check_quarters():
    figures = [figure for table, figure in RULES if table == 'quarter']
    for place, quarter in enumerate(REVIEW['quarters']):
        for of, lines in (('as played', quarter['lines']), ('no action', quarter['none'])):
            for line in lines:
                for figure in figures:
                    check('quarter', figure, line.get(figure), f"{quarter['at']} {line['name']} {of}", of=of, line=line['name'], **{'from': 15 * place, 'until': 15 * place + 15})


def check_windows():
    figures = [figure for table, figure in RULES if table == 'window']
    for decision in REVIEW.get('decisions', []):
        if 'after' not in decision:
            continue
        first = int(decision['window_minute'])
        for name, of, low, high in (('before', 'as played', max(0, first - 15), first), ('after', 'as played', first, first + 15), ('none', 'no action', first, first + 15)):
            for figure in figures:
                check('window', figure, decision[name].get(figure), f"{decision['at']} {name}", of=of, **{'from': low, 'until': high})


def check_outcomes():
    runs = [('as played', lambda place: REVIEW['outcomes'][place].get('actual')), ('no action', lambda place: REVIEW['outcomes'][place].get('none'))]
    for policy in REVIEW['policies']:
        runs.append((policy['title'], lambda place, policy=policy: policy['outcomes'][place].get('tonight')))
    for place, outcome in enumerate(REVIEW['outcomes']):
        if outcome['unit'] == 'GBP' and outcome['id'].startswith('contract'):
            continue  # a contract's month has calls of days that nobody plays
        for of, told in runs:
            if told(place) is not None:
                check('outcome', outcome['id'], told(place), of, of=of)
        if 'actual' in outcome and 'none' in outcome:
            if not is_equal(Fraction(str(outcome['actual'])) - Fraction(str(outcome['none'])), outcome['difference'], 1e-5 * max(abs(outcome['actual']), abs(outcome['none']))):
                FAULTS.append(f"{outcome['id']}: the difference is another")


def ranked(values, percent):
    return values[max(1, math.ceil(percent * len(values) / 100)) - 1]


def check_spread(outcome, spread, of):
    draws = {}
    for row in rows_of('draws.csv'):
        if row['counts'] == 'yes' and row[outcome] != '':
            draws.setdefault(row['replication'], {})[row['of']] = float(row[outcome])
    values = sorted(draw[of] - draw['no action'] for draw in draws.values() if of in draw and 'no action' in draw)
    if spread is None:
        if values:
            FAULTS.append(f'{outcome} {of}: draws, but nothing told')
        return
    middle = len(values) // 2
    median = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    for figure, counted in (('median', median), ('low', ranked(values, 5)), ('high', ranked(values, 95)), ('count', len(values))):
        COUNTED[('draws', figure)] = COUNTED.get(('draws', figure), 0) + 1
        if not is_equal(counted, spread[figure], 1e-9):
            FAULTS.append(f'{outcome} {of} {figure}: told {spread[figure]}, counted {counted}')


def check_draws():
    tonight = {outcome['id']: outcome for outcome in REVIEW['outcomes']}
    for place, outcome in enumerate(REVIEW['outcomes']):
        check_spread(outcome['id'], outcome.get('draws'), 'as played')
        for policy in REVIEW['policies']:
            check_spread(outcome['id'], policy['outcomes'][place].get('draws'), policy['title'])
        values = [float(row[outcome['id']]) for row in rows_of('draws.csv') if row['counts'] == 'yes' and row['of'] == 'as played' and row[outcome['id']] != '']
        told = tonight[outcome['id']].get('luck_percent')
        if told is None or not values:
            continue
        near = [abs(value - outcome['actual']) <= 5.1e-6 * abs(outcome['actual']) for value in values]
        worse = sum((value < outcome['actual']) == (outcome['better'] == 'higher') for value, is_near in zip(values, near) if not is_near) + 0.5 * sum(near)
        COUNTED[('draws', 'luck_percent')] = COUNTED.get(('draws', 'luck_percent'), 0) + 1
        if not is_equal(100 * worse / len(values), told):
            FAULTS.append(f"{outcome['id']} luck: told {told}, counted {100 * worse / len(values)}")


def check_costs():
    for cost in REVIEW.get('costs', []):
        check('cost', 'amount', cost['amount'], cost['kind'], tolerance=0.00051, kind=cost['kind'])


def shares(rows, how):
    """Numerator and denominator of a share of calls."""
    parts = re.fullmatch(r'rows with (.+), % of rows(?: with (.+))?', how)
    whole = [call for call in rows if not parts[2] or holds(call, parts[2])]
    return sum(all(holds(call, condition) for condition in parts[1].split(' and ')) for call in whole), len(whole)


def of_contract(rows, how):
    """The counts as a statement tells them; None: by words of the contract alone."""
    if found := re.fullmatch(r'intervals with (.+) (>=|<=) ([\d.]+), % of intervals with rows', how):
        values = []
        for interval in {row['interval'] for row in rows}:
            part, whole = shares([row for row in rows if row['interval'] == interval], found[1])
            if whole > 0:
                share_here, target = Fraction(100 * part, whole), Fraction(found[3])
                values.append(share_here >= target if found[2] == '>=' else share_here <= target)
        return f'{sum(values)} of {len(values)} intervals'
    if found := re.fullmatch(r'percentile ([\d.]+) of wait_s of rows with result = answered, nearest rank', how):
        waits = sorted(Fraction(row['wait_s']) for row in rows if row['result'] == 'answered')
        wait = waits[max(1, math.ceil(Fraction(found[1]) * len(waits) / 100)) - 1] if waits else Fraction(0)
        return f'{math.floor(wait * 1000) / 1000:,.3f} s among {len(waits)} calls'  # as a statement cuts it
    if how.startswith('rows with'):
        return '{} of {} calls'.format(*shares(rows, how))
    return None


def check_contract():
    """Indicators by their working, as told beside the value."""
    for row in REVIEW.get('contract', {}).get('rows', []):
        rule = RULES.get(('contract', row['id']))
        if row['part'] != 'kpi':
            continue
        if rule is None:
            FAULTS.append(f"indicator {row['id']} has no rule")
            continue
        for field, of, month in (('played_so_far', 'as played', 'so far'), ('none_so_far', 'no action', 'so far'), ('played_whole', 'as played', 'whole'), ('none_whole', 'no action', 'whole')):
            told = row[field].get('beside', '').split(';')[0]
            rows = matching(rule['file'], [filled(part, {'of': of, 'month': month}) for part in rule['rows'].split('; ')])
            counted = of_contract(rows, rule['count'])
            if not told or counted is None:
                continue
            COUNTED[('contract', row['id'])] = COUNTED.get(('contract', row['id']), 0) + 1
            if told.rstrip() not in (counted, counted.rstrip('0')):
                FAULTS.append(f"{row['id']} {field}: told {told}, counted {counted}")


def check_contract_money():
    """Sums are those of their lines, to the penny."""
    rows = REVIEW.get('contract', {}).get('rows', [])
    for field in ('played_so_far', 'none_so_far', 'played_whole', 'none_whole'):
        pounds = {row['id']: Fraction(row[field]['value'].replace(',', '')) for row in rows if row['part'] != 'kpi'}
        charges = sum(pounds[row['id']] for row in rows if row['part'] == 'charge')
        if not rows:
            continue
        COUNTED[('contract', 'sums')] = COUNTED.get(('contract', 'sums'), 0) + 2
        if pounds['gross'] != charges or pounds['net'] != pounds['gross'] - pounds['credits'] - pounds['withheld']:
            FAULTS.append(f'{field}: charges or net are not the sums of their lines')


def check_log():
    log = {row['row']: row for row in rows_of('log.csv')}
    for decision in REVIEW.get('decisions', []):
        order = log[str(int(decision['log_row']))]
        assert order['kind'] in ('decision', 'refused') and order['input'] == str(int(decision['input'])), decision
        if 'effect_row' in decision:
            effect = log[str(int(decision['effect_row']))]
            assert effect['kind'] == 'effect' and effect['input'] == order['input'] and effect['at'] == decision['effective'], decision
            if not is_equal(float(effect['minute']) - float(order['minute']), decision['lead_min'], 1e-2):
                FAULTS.append(f"lead of input {decision['input']}: {decision['lead_min']}")
            COUNTED[('decision', 'lead_min')] = COUNTED.get(('decision', 'lead_min'), 0) + 1
    tasks = rows_of('tasks.csv')
    for task in tasks:
        if task['after_s']:
            done = log[task['done_row']]
            assert task['observed'].endswith('') and done['at'] in task['observed'], task
            COUNTED[('task', 'after_s')] = COUNTED.get(('task', 'after_s'), 0) + 1
        if task['cue_row']:
            assert log[task['cue_row']]['at'] == task['at'], task
    for objective in REVIEW.get('objectives', []):
        cued = [task for task in tasks if task['objective'] == objective['id'] and task['verdict'] != 'not cued']
        told = (objective.get('expected', 0), objective.get('met', 0))
        if told != (len(cued), sum(task['verdict'] == 'met' for task in cued)):
            FAULTS.append(f"objective {objective['id']}: {told}")
        COUNTED[('objective', 'met')] = COUNTED.get(('objective', 'met'), 0) + 1


for part in (check_minutes, check_quarters, check_windows, check_outcomes, check_draws, check_costs, check_contract, check_contract_money, check_log):
    part()
for fault in FAULTS[:20]:
    print(f'FAULT {fault}')
print(f'{sum(COUNTED.values())} figures of {len(COUNTED)} kinds counted again, {len(FAULTS)} others')
sys.exit(1 if FAULTS else 0)
