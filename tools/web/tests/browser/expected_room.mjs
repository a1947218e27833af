// What a wall must show of a room, as `shown_room.mjs` names it, from counts and times that were
// computed again. Written apart from the pages: none of their code is used, so that a fault of theirs
// is not a fault here too.
import { LiveRunState as Run, LiveTile_Level as Level } from './wire.mjs';

const kTiles = ['emergency_waiting', 'emergency_answered', 'other_waiting', 'other_outcome', 'people', 'risk'];
const kDay_us = 86_400_000_000n;
const kPoolsOnWall = 5;
const kLevels = { [Level.UNJUDGED]: 'none ring NO LEVEL', [Level.OK]: 'ok circle OK', [Level.WATCH]: 'watch triangle WATCH', [Level.ACT]: 'act square ACT' };
const kRuns = { [Run.DRAFT]: 'DRAFT', [Run.LOBBY]: 'LOBBY', [Run.RUNNING]: 'RUNNING', [Run.PAUSED]: 'PAUSED', [Run.ENDED]: 'ENDED', [Run.HOT_DEBRIEF]: 'HOT DEBRIEF', [Run.CLOSED]: 'CLOSED', [Run.NO_DUFF]: 'NO DUFF' };
const kClocks = { NETWORK_ARRIVE: 'from reaching the force', OPERATOR_CONNECT: 'from the operator (BT) connecting' };

const two = (count) => `${count}`.padStart(2, '0');
const grouped = (count) => `${count}`.replace(/\B(?=(\d{3})+$)/g, ',');
const several = (count, word) => `${grouped(count)} ${word}${count === 1 ? '' : 's'}`;

/** Time of day of a simulated time: `HH:MM:SS`, counted from that of the start. */
function time_of_day(welcome, at_us) {
  const [, hours, minutes, seconds] = /T(\d+):(\d+):(\d+)$/.exec(welcome.startCivil).map(Number);
  const of_start = BigInt(hours * 3600 + minutes * 60 + seconds) * 1_000_000n;
  const since_midnight = (((of_start + at_us - welcome.startUs) % kDay_us) + kDay_us) % kDay_us;
  const whole = Number(since_midnight / 1_000_000n);
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

function wait(seconds) {
  const whole = Math.trunc(seconds);
  const [hours, minutes] = [Math.trunc(whole / 3600), Math.trunc(whole / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}

/** Of fewer than ten the counts alone; else to a tenth of a per cent, half up, in whole numbers. */
function share({ numerator: n, denominator: of }) {
  const counts = `${grouped(n)} of ${grouped(of)}`;
  if (of === 0n) {
    return { main: '–', counts: '' };
  }
  if (of < 10n) {
    return { main: counts, counts: '' };
  }
  const tenths = (2000n * n + of) / (2n * of);
  const shown = n === 0n || n === of ? tenths : tenths < 1n ? 1n : tenths > 999n ? 999n : tenths;
  return { main: n === 0n ? '0%' : n === of ? '100%' : `${shown / 10n}.${shown % 10n}%`, counts };
}

/** Actions that everybody has been told of, oldest first, up to this state. */
const actions_until = (feed, state) => feed.filter(({ number, what }) => number <= state.feedThrough && what.case === 'action' && what.value.accepted).map(({ what }) => what.value);

/** When the last order of two opposites takes effect, if it is `kind` and that is still to come. */
function coming(actions, state, kind, opposite) {
  const last = actions.filter(({ action }) => action.kind === kind || action.kind === opposite).at(-1);
  return last?.action.kind === kind && last.effectiveUs > state.nowUs ? last.effectiveUs : undefined;
}

function strip_texts(welcome, state, actions) {
  const { orders } = state;
  const minute = (at_us) => time_of_day(welcome, at_us).slice(0, 5);
  const opens = coming(actions, state, 'open_overflow', 'close_overflow');
  const helps = coming(actions, state, 'ask_for_aid', 'end_aid');
  const leaves = coming(actions, state, 'fall_back', 'return_to_site');
  const returns = coming(actions, state, 'return_to_site', 'fall_back');
  const moving = leaves !== undefined ? `leaving, there ${minute(leaves)}` : returns !== undefined ? `returning, back ${minute(returns)}` : 'changing';
  const down = [orders.commandAndControlDown ? 'CAD DOWN' : '', orders.onPaper ? 'ON PAPER' : ''].filter(Boolean).join(', ');
  const records = orders.recordsOnPaper > 0 ? ` (${several(orders.recordsOnPaper, 'record')} on paper)` : '';
  const spill_s = orders.spillAfterUs === undefined ? undefined : Number(orders.spillAfterUs) / 1e6;
  const span = spill_s < 120 || spill_s % 60 !== 0 ? several(spill_s, 'second') : spill_s % 3600 === 0 ? several(spill_s / 3600, 'hour') : several(spill_s / 60, 'minute');
  const taken = [orders.emergenciesOnly ? '999 only' : 'all calls', spill_s === undefined ? '' : spill_s > 0 ? `others' after ${span}` : "others' at once", orders.longestWaitFirst ? 'longest wait first' : ''].filter(Boolean).join(', ');
  const on_off = (on) => (on ? 'on (on)' : 'off');
  const unless = (usual, now) => (now === usual ? usual : `${now} (on)`);
  return {
    'strip: clock': `exercise time ${time_of_day(welcome, state.nowUs)}`,
    'strip: run': `${kRuns[state.run]} speed ×${state.speed}`,
    'strip: Overflow': unless('closed', orders.overflowRefused ? 'refused by contractor' : opens !== undefined ? `opens ${minute(opens)}` : orders.overflowOpen ? 'open' : 'closed'),
    'strip: Call-backs': on_off(orders.callBacksOn),
    'strip: Mutual aid': unless('none', orders.diversionLive ? 'in' : helps !== undefined ? `asked, in at ${minute(helps)}` : 'none'),
    'strip: Systems': down ? `${down}${records} (on)` : `all up${records}`,
    'strip: 101 message': on_off(orders.messageOn),
    'strip: Triage': on_off(orders.triageOn),
    'strip: Casualty line': unless('closed', orders.bureauOpen ? 'open' : 'closed'),
    'strip: Site': unless('own', orders.changesSite ? moving : orders.atOtherSite ? 'OTHER SITE' : 'own'),
    'strip: People': unless('all calls', taken),
    ...(state.run === Run.PAUSED && state.pauseReason ? { 'strip: fcr-strip__reason': `Paused: ${state.pauseReason}` } : {}),
  };
}

/** Figures with their captions and details of each tile, or a warning in the details' place. */
function tiles_of(welcome, state, actions) {
  const { board, orders } = state;
  const terms = welcome.board;
  const [e_waiting, e_answered, o_waiting, o_outcome, people, risk] = kTiles.map((id) => terms.tiles.find((one) => one.id === id));
  const emergency = welcome.emergencyLines.join('+');
  const other = (welcome.otherLines.length > 0 ? welcome.otherLines : welcome.lines.filter((line) => !welcome.emergencyLines.includes(line)).slice(0, 1)).join('+');
  const recent = share(board.emergencyRecent);
  const today = share(board.emergencyToday);
  const lost = share(board.otherAbandoned);
  const busy = board.occupancy;
  const promise = board.oldestPromiseUs === undefined ? '' : `, oldest promise ${time_of_day(welcome, board.oldestPromiseUs).slice(0, 5)}`;
  const critical = actions.some(({ action }) => action.kind === 'declare_critical');
  const watching = (tile, joint) => `Watch ${joint} ${wait(tile.watch)}, act ${joint} ${wait(tile.act)}`;
  return {
    emergency_waiting: {
      name: `${emergency} waiting`,
      figures: [`${grouped(board.emergency.waiting)} waiting`, `${wait(board.emergency.longestWaitS)} longest wait`],
      details: board.emergencyBreach ? ['BREACH'] : [watching(e_waiting, 'from'), `BREACH from ${wait(terms.emergencyBreachS)}`],
    },
    emergency_answered: {
      name: `${emergency} in ${terms.emergencyThresholdS} s`,
      figures: [`${recent.main} last ${terms.emergencyMinutes} min, target ${terms.emergencyTarget}%`, ...(recent.counts ? [`${recent.counts} of calls offered`] : [])],
      details: [`Today ${today.main}${today.counts ? ` (${today.counts})` : ''}`, `Watch below ${e_answered.watch}%, act below ${e_answered.act}%`, `Abandoned: not in time. Clock: ${kClocks[terms.emergencyClock]}.`],
    },
    other_waiting: {
      name: `${other} waiting`,
      figures: [`${grouped(board.other.waiting)} waiting`, `${wait(board.other.longestWaitS)} longest wait`],
      details: board.promiseBroken ? ['PROMISE PAST'] : [`${several(board.callBacksOwed, 'call-back')} owed${promise}`, watching(o_waiting, 'from')],
    },
    other_outcome: {
      name: `${other} outcome`,
      figures: [`${lost.main} abandoned`, `${board.otherAnswerS === undefined ? '–' : wait(board.otherAnswerS)} average answer`],
      details: [`last ${terms.otherMinutes} min${lost.counts ? `: ${lost.counts} abandoned` : ''}`, `Watch from ${o_outcome.watch}%, act beyond ${o_outcome.act}%`],
    },
    people: {
      name: 'People',
      figures: [`${busy.denominator === 0n ? '–' : `${(100n * busy.numerator) / busy.denominator}%`} occupied, last ${terms.peopleMinutes} min`],
      details: board.nobodyFree ? ['NOBODY FREE FOR 999'] : [`Watch from ${people.watch}%, act beyond ${people.act}%`, ...(welcome.pools.length > kPoolsOnWall ? [`and ${several(welcome.pools.length - kPoolsOnWall, 'pool')} more: desk layout`] : [])],
    },
    risk: {
      name: 'Risk on hand',
      figures: [`${grouped(board.undispatched)} not with dispatch`, `${wait(board.undispatchedOldestS ?? 0)} oldest`],
      details: [`Immediate incidents. State: ${orders.majorDeclared ? 'MAJOR' : critical ? 'CRITICAL' : 'NONE'}`, `${several(board.unreconciled, 'call')} without log or reason`, watching(risk, 'beyond')],
    },
  };
}

/** Where people of a pool are: free, on a call, wrapping up, on a break, elsewhere on duty. */
function pool_text(pool, now) {
  const call = now.ringing + now.talking;
  const elsewhere = now.onDuty - now.free - call - now.wrappingUp - now.onBreak;
  return `${pool.name} ${now.free} ${call} ${now.wrappingUp} ${now.onBreak} ${Math.max(0, elsewhere)}`;
}

function alarm_texts(welcome, state, names) {
  const minute = (at_us) => time_of_day(welcome, at_us).slice(0, 5);
  const line = (kind, text, rest = '', more = '') => ({ 'alarms: kind': kind, 'alarms: line': text, 'alarms: rest': rest, 'alarms: more': more });
  if (state.alarmFlood > 0) {
    return line('alarm square', several(state.alarmFlood, 'condition'), 'More than ten alarms in ten minutes. Look at the tiles.');
  }
  const unseen = state.alarms.filter(({ acknowledgedUs }) => acknowledgedUs === undefined);
  const newest = (alarms) => alarms.reduce((best, one) => (best === undefined || one.raisedUs > best.raisedUs ? one : best), undefined);
  const first = newest(unseen) ?? newest(state.alarms);
  if (!first) {
    return line('quiet circle', 'No alarm');
  }
  const seen = first.acknowledgedUs !== undefined;
  const who = seen ? `${first.by}, ${minute(first.acknowledgedUs)}` : 'not acknowledged';
  const over = first.clearedUs === undefined ? '' : ` · over at ${minute(first.clearedUs)}`;
  return line(`${seen ? 'seen' : 'alarm'} square`, `${names[first.tile]} since ${minute(first.raisedUs)}`, who + over, state.alarms.length > 1 ? `+${state.alarms.length - 1}` : '');
}

/** `feed`: all entries that everybody sees, also later ones. */
export function expected_texts(welcome, state, feed) {
  const actions = actions_until(feed, state);
  const tiles = tiles_of(welcome, state, actions);
  const texts = strip_texts(welcome, state, actions);
  kTiles.forEach((id, place) => {
    const { name, figures, details } = tiles[id];
    const { level, sinceUs } = state.board.tiles[place];
    texts[`${id}: name`] = name;
    texts[`${id}: level`] = kLevels[level] + (level !== Level.UNJUDGED && sinceUs !== undefined ? ` since ${time_of_day(welcome, sinceUs).slice(0, 5)}` : '');
    figures.forEach((figure, at) => (texts[`${id}: figure ${at + 1}`] = figure));
    details.forEach((detail, at) => (texts[`${id}: detail ${at + 1}`] = detail));
  });
  welcome.pools.slice(0, kPoolsOnWall).forEach((pool, at) => (texts[`people: pool ${at + 1}`] = pool_text(pool, state.pools[at])));
  const names = Object.fromEntries(kTiles.map((id) => [id, tiles[id].name]));
  return { ...texts, ...alarm_texts(welcome, state, names) };
}
