// Messages of a room that does not exist, for tests of the live pages: as the server would send them,
// in the state that a test asks for.

const kStart_us = 9n * 3600_000_000n;
export const kFirst_us = kStart_us + 41n * 60_000_000n + 7_000_000n; // 09:41:07

export const kActionKinds = ['move_staff', 'open_overflow', 'close_overflow', 'emergencies_only', 'all_calls', 'ask_for_aid', 'end_aid', 'call_in', 'hold_shift_end', 'start_message', 'stop_message', 'start_call_backs', 'stop_call_backs', 'go_on_paper', 'recover', 'declare_critical', 'declare_major', 'stand_down_major', 'brief', 'decide', 'move_breaks', 'cancel_breaks', 'reconcile', 'start_triage', 'stop_triage', 'fall_back', 'return_to_site', 'start_spill', 'stop_spill', 'longest_wait_first', 'planned_priority'];
const kReasons = ['start_call_backs', 'stop_call_backs', 'go_on_paper', 'recover', 'declare_critical', 'declare_major', 'stand_down_major', 'fall_back', 'return_to_site'];
const kNot_here = { fall_back: 'there is no other site in this exercise', return_to_site: 'there is no other site in this exercise' };
const kLeads = { move_staff: 120, open_overflow: 300, ask_for_aid: 900, call_in: 1200, declare_critical: 300, declare_major: 300 };

const kTiles = [
  { id: 'emergency_waiting', watch: 5, act: 10, margin: 5 },
  { id: 'emergency_answered', watch: 90, act: 85, lowerIsWorse: true, dwellS: 60, margin: 2 },
  { id: 'other_waiting', watch: 120, act: 300, dwellS: 30, clearS: 30 },
  { id: 'other_outcome', watch: 5, act: 10, dwellS: 120, margin: 1 },
  { id: 'people', watch: 85, act: 90, dwellS: 60, margin: 2 },
  { id: 'risk', watch: 120, act: 300, dwellS: 10, clearS: 10 },
];

const kPlanned = [
  { id: 'welcome', title: 'Handover from the night supervisor', atUs: kStart_us, inject: 'told: Handover: all seats filled, nothing carried over.', expected: ['brief or decide within 15 minutes'], contingency: 'handover_question', objective: 'record_decisions', controller: 'lead' },
  { id: 'handover_question', title: 'The duty inspector asks what the plan is', inject: 'told: What is your plan for the morning?', objective: 'record_decisions', controller: 'lead' },
  { id: 'two_go_sick', title: 'Two handlers go home sick', atUs: kStart_us + 2700_000_000n, inject: '2 people of in_house lost', expected: ['call_in, open_overflow or hold_shift_end within 15 minutes'], contingency: 'resourcing_rings', objective: 'know_lead_times', controller: 'lead' },
  { id: 'crash', title: 'A crash on the ring road', atUs: kStart_us + 5400_000_000n, inject: 'burst: 30 calls of 999 over 10 minutes', expected: ['emergencies_only or ask_for_aid within 5 minutes'], objective: 'watch_both_lines', controller: 'lead' },
  { id: 'wait_on_101', title: '101 waits too long', when: 'longest wait on 101 above 300 s for 60 s', inject: 'told: The press office has seen posts about 101.', objective: 'watch_both_lines', controller: 'lead' },
];

export function welcome_of(role, seat, token) {
  const directing = role === 1 || role === 2;
  return {
    format: 1,
    build: 'fcrsim (test)',
    ...(seat ? { seat, role } : {}),
    ...(token ? { token } : {}),
    title: 'Quiet weekday',
    description: 'An ordinary day in a mid-size force, from 09:00 to 13:00. You supervise the room: 999 and 101, a contractor for overflow whom you can open, people you can call in. Nothing here is real.',
    objectives: [
      { id: 'watch_both_lines', text: 'Keep 999 answered within 10 s without forgetting who waits on 101.' },
      { id: 'know_lead_times', text: 'Order capacity early enough for its lead time, and give it back.' },
      { id: 'record_decisions', text: 'Leave a log from which another supervisor can take over.' },
    ],
    startUs: kStart_us,
    endUs: kStart_us + 4n * 3600_000_000n,
    startCivil: '2027-04-14T09:00:00',
    lines: ['999', '101', 'call_backs', 'pass_backs', 'typing'],
    emergencyLines: ['999'],
    otherLines: ['101'],
    pools: [
      { name: 'in_house', employer: 'force', takesEmergencies: true, lines: [0, 1, 2, 3, 4] },
      { name: 'escalation', employer: 'force', rostered: true, takesEmergencies: true, lines: [0] },
      { name: 'contractor', employer: 'contractor', lines: [1] },
    ],
    actions: kActionKinds.map((kind) => ({ kind, needsReason: kReasons.includes(kind), available: !kNot_here[kind], ...(kNot_here[kind] ? { whyNot: kNot_here[kind] } : {}), leadS: kLeads[kind] ?? 0 })),
    callClasses: directing ? ['999', '101', 'call_back', 'pass_back', 'typing'] : [],
    instructorNotes: directing ? ['Ask when players saw it, and on which tile.', 'Let players see both lines in the debrief.'] : [],
    planned: directing ? kPlanned : [],
    board: { emergencyTarget: 90, emergencyMinutes: 15, otherMinutes: 30, peopleMinutes: 15, emergencyThresholdS: 10, emergencyClock: 'NETWORK_ARRIVE', emergencyBreachS: 120, tiles: kTiles },
    branch: 0n,
  };
}

const ratio = (numerator, denominator) => ({ numerator: BigInt(numerator), denominator: BigInt(denominator) });

function board_of(kind, now_us) {
  const since = now_us - 240_000_000n;
  const bad = kind !== 'normal' && kind !== 'lobby' && kind !== 'few';
  const levels = kind === 'few' ? [1, 0, 1, 0, 1, 1] : bad ? [3, 3, 2, 3, 2, 3] : [1, 1, 2, 1, 1, 1];
  return {
    tiles: levels.map((level) => ({ level, sinceUs: since, value: 3 })),
    emergencyRecent: kind === 'few' ? ratio(7, 9) : bad ? ratio(61, 74) : ratio(65, 69),
    emergencyToday: bad ? ratio(1204, 1380) : ratio(412, 452),
    otherAnswerS: bad ? 754.2 : 83.4,
    otherAbandoned: kind === 'few' ? ratio(1, 8) : bad ? ratio(19, 158) : ratio(5, 121),
    emergencyBreach: bad,
    callBacksOwed: bad ? 7 : 2,
    oldestPromiseUs: now_us + (bad ? -60_000_000n : 1800_000_000n),
    promiseBroken: bad,
    callBacksKept: bad ? 21 : 6,
    callBacksBroken: bad ? 4 : 0,
    occupancy: bad ? ratio(914, 1000) : ratio(782, 1000),
    nobodyFree: bad,
    undispatched: bad ? 3 : 0,
    undispatchedOldestS: bad ? 372 : 0,
    unreconciled: bad ? 4 : 0,
    emergency: { waiting: bad ? 14 : 0, longestWaitS: bad ? 155 : 0, inHand: 6 },
    other: { waiting: bad ? 23 : 4, longestWaitS: bad ? 284 : 131, inHand: 11 },
  };
}

const alarm = (number, tile, raised, seen) => ({ number: BigInt(number), tile, raisedUs: raised, ...(seen ? { acknowledgedUs: seen, by: 'supervisor-1' } : {}) });

/** kind: normal, few, alarm, flood, paused, lobby, no_duff, ended, debrief. */
export function state_of(kind, number, now_us) {
  const run = { paused: 4, lobby: 2, no_duff: 8, ended: 5, debrief: 6 }[kind] ?? 3;
  const alarms = ['alarm', 'paused'].includes(kind) ? [alarm(4, 'emergency_waiting', kFirst_us - 300_000_000n), alarm(3, 'people', kFirst_us - 900_000_000n, kFirst_us - 840_000_000n), alarm(2, 'risk', kFirst_us - 1500_000_000n, kFirst_us - 1400_000_000n)] : [];
  const bad = ['alarm', 'flood', 'paused'].includes(kind);
  return {
    number: BigInt(number),
    nowUs: now_us,
    wallUs: BigInt(Date.now()) * 1000n,
    run,
    speed: kind === 'alarm' ? 10 : 1,
    ...(kind === 'paused' ? { pauseReason: 'Discuss what the contractor has said' } : {}),
    board: board_of(kind, now_us),
    lines: [
      { now: { waiting: bad ? 14 : 0, longestWaitS: bad ? 155 : 0, inHand: 6 }, answered: 412n, abandoned: 12n },
      { now: { waiting: bad ? 23 : 4, longestWaitS: bad ? 284 : 131, inHand: 11 }, answered: 803n, abandoned: 71n },
      { now: { waiting: 2, longestWaitS: 412, inHand: 0 }, answered: 9n, abandoned: 0n },
      { now: { waiting: 0, longestWaitS: 0, inHand: 0 }, answered: 0n, abandoned: 0n },
      { now: { waiting: 0, longestWaitS: 0, inHand: 0 }, answered: 0n, abandoned: 0n },
    ],
    pools: [
      { onDuty: 18, free: bad ? 0 : 4, ringing: 1, talking: bad ? 12 : 9, wrappingUp: 2, afterCall: 1, onBreak: bad ? 2 : 1, seats: 20, coming: bad ? 2 : 0 },
      { onDuty: 3, free: bad ? 0 : 3, ringing: 0, talking: bad ? 3 : 0, wrappingUp: 0, afterCall: 0, onBreak: 0, seats: 3, coming: 0 },
      { onDuty: 2, free: 1, ringing: 0, talking: 1, wrappingUp: 0, afterCall: 0, onBreak: 0, seats: 2, coming: 0 },
    ],
    orders: { overflowOpen: bad, callBacksOn: true, diversionLive: false, commandAndControlDown: bad, onPaper: kind === 'flood', recordsOnPaper: kind === 'flood' ? 112 : 0, overflowRefused: kind === 'flood', messageOn: bad, triageOn: bad, bureauOpen: kind === 'flood', changesSite: kind === 'flood', emergenciesOnly: kind === 'flood', longestWaitFirst: bad, ...(bad ? { spillAfterUs: 60_000_000n } : {}) },
    alarms,
    alarmFlood: kind === 'flood' ? 14 : 0,
    connected: 7,
    branch: 0n,
    contract: [
      { emergencyAnswered: 398n, emergencyInTime: 371n, otherAnswered: 611n, otherInTime: 402n, handlingMeanS: 498.2, minutes: 8377 },
      { emergencyAnswered: 14n, emergencyInTime: 14n, otherAnswered: 0n, otherInTime: 0n, handlingMeanS: 412, minutes: 96 },
      { emergencyAnswered: 0n, emergencyInTime: 0n, otherAnswered: 192n, otherInTime: 121n, handlingMeanS: 371.4, minutes: 1188 },
    ],
    present: ['lobby', 'debrief'].includes(kind) ? kSeats : [],
  };
}

export const kSeats = [
  { seat: 'controller-1', name: 'Priya', role: 1, connections: 1 },
  { seat: 'supervisor-1', name: 'Sam Okafor', role: 4, connections: 2 },
  { seat: 'evaluator-1', name: '', role: 2, connections: 1 },
  { seat: 'observer-1', name: 'Jo', role: 6, connections: 0 },
];

export function directing_of() {
  return {
    lines: [2, 0, 2, 1, 0].map((status) => ({ status })),
    seats: kSeats,
    branches: [
      { number: 0n, untilUs: kFirst_us, open: false },
      { number: 1n, fromUs: kStart_us + 1200_000_000n, open: true },
    ],
  };
}

/** Sixty minutes of figures, and what was done in them. */
export function feed_of(directing) {
  const entries = [];
  const add = (at_us, what) => entries.push({ number: BigInt(entries.length + 1), atUs: at_us, what });
  const first = kFirst_us - (kFirst_us % 60_000_000n) - 40n * 60_000_000n;
  add(kStart_us, { case: 'state', value: { run: 3, who: 'controller-1', why: '' } });
  add(kStart_us, { case: 'told', value: { who: '', text: 'EXERCISE. Handover: all seats filled, nothing carried over. The contractor is staffed and closed; opening takes five minutes.' } });
  for (let minute = 0; minute <= 40; minute += 1) {
    entries.push(minute_entry(BigInt(entries.length + 1), first + BigInt(minute) * 60_000_000n));
  }
  add(kFirst_us - 900_000_000n, { case: 'action', value: { seat: 'supervisor-1', action: { kind: 'open_overflow', reason: '101 beyond four minutes' }, accepted: true, effectiveUs: kFirst_us + 120_000_000n } });
  add(kFirst_us - 600_000_000n, { case: 'action', value: { seat: 'supervisor-1', action: { kind: 'move_staff', pool: 'in_house', to: 'contractor', people: 2 }, accepted: false, refusal: 'people of one employer cannot work for another' } });
  add(kFirst_us - 300_000_000n, { case: 'alarm', value: { number: 4n, tile: 'emergency_waiting', acknowledged: false } });
  add(kFirst_us - 120_000_000n, { case: 'action', value: { seat: 'supervisor-1', action: { kind: 'decide', text: 'Hold breaks until 10:00. Considered: calling in, not yet worth it.' }, accepted: true } });
  if (directing) {
    add(kStart_us, { case: 'line', value: { kind: 0, line: 'welcome', who: '', text: 'Handover from the night supervisor' } });
    add(kFirst_us - 100_000_000n, { case: 'note', value: { who: 'evaluator-1', text: 'Sam saw the wait on 101 before the alarm.' } });
    add(kFirst_us - 90_000_000n, { case: 'line', value: { kind: 6, line: 'two_go_sick', who: '', text: 'call_in, open_overflow or hold_shift_end within 15 minutes' } });
  }
  return { snapshot: true, entries, branch: 0n };
}

/** 1,184 min 30 s of overflow at 0.95, three people called in for 4 h each at 32.00, two hours of help. */
export function costs_of() {
  return {
    lines: [
      { kind: 'overflow_minutes', thousandths: 1184500n, price: '0.95', sum: '1,125.28' },
      { kind: 'call_in_hours', thousandths: 12000n, price: '32.00', sum: '384.00' },
      { kind: 'over_hours', thousandths: 0n, price: '36.00', sum: '0.00' },
      { kind: 'aid_hours', thousandths: 2000n, price: '150.00', sum: '300.00' },
    ],
    total: '1,809.28',
  };
}

/** Everybody at work: as many as the state's pools say in its normal state, one of a roster on the way. */
export function people_of(now_us = kFirst_us) {
  const ago = (seconds) => now_us - BigInt(seconds) * 1_000_000n;
  const doing = [1, 3, 3, 4, 2, 5, 6, 7];
  const people = [];
  for (let number = 1; number <= 18; number += 1) {
    const what = number <= 8 ? doing[number - 1] : 3;
    people.push({ home: 0, number, pool: 0, doing: what, ...(what < 6 ? { sinceUs: ago(17 * number) } : {}), ...(what >= 2 && what <= 4 ? { line: number % 2 } : {}) });
  }
  for (let number = 1; number <= 3; number += 1) {
    people.push({ home: 1, number, pool: number === 3 ? 0 : 1, doing: number === 3 ? 7 : 1, ...(number === 3 ? { backUs: now_us + 60_000_000n } : { sinceUs: ago(300) }), shiftUntilUs: now_us + 4n * 3600_000_000n, nextBreakUs: now_us + 1800_000_000n });
  }
  people.push({ home: 2, number: 1, pool: 2, doing: 1, sinceUs: ago(61) }, { home: 2, number: 2, pool: 2, doing: 3, sinceUs: ago(200), line: 1 });
  return { people };
}

/** A month in which one indicator is met, one missed and one has too few calls. */
export function contract_month_of(now_us = kFirst_us) {
  return {
    title: '101 overflow on request',
    period: '1 to 14 April 2027',
    asOfUs: now_us - (now_us % 60_000_000n),
    kpis: [
      { id: 'K1', title: 'Overflow answered within 60 s of reaching the supplier', result: '76.4 %', counted: '42 of 55 calls', target: '80 %', lowerBetter: false, severity: 'serious', points: '2' },
      { id: 'K2', title: 'Overflow, 99th percentile of waits at the supplier', result: '212 s', counted: '212 s over 55 calls', target: '300 s', lowerBetter: true, severity: 'met', points: '0' },
      { id: 'K3', title: 'Half hours in which 80 % of the overflow were answered within 60 s', result: 'not measured', target: '75 %', lowerBetter: false, points: '0' },
    ],
    charges: [
      { id: 'readiness', quantity: '0.466667', unit: 'months', sum: '21,000.00' },
      { id: 'calls', quantity: '55', unit: 'calls', sum: '357.50' },
    ],
    gross: '21,357.50',
    credits: '427.15',
    net: '20,930.35',
    points: '2',
  };
}

/** A minute's figures of the feed, as of its end. */
export function minute_entry(number, at_us) {
  const minute = Number(at_us / 60_000_000n);
  const wave = Math.sin(minute / 6);
  return {
    number,
    atUs: at_us,
    what: {
      case: 'minute',
      value: {
        lines: [
          { waiting: Math.max(0, Math.round(wave * 3)), longestWaitS: Math.max(0, wave * 9), answered: 7 + (minute % 4), abandoned: minute % 9 === 0 ? 1 : 0, inTime: 6 + (minute % 4) },
          { waiting: Math.round(5 + wave * 4), longestWaitS: 90 + wave * 70, answered: 11 + (minute % 5), abandoned: minute % 5 === 0 ? 2 : 0, inTime: 9 },
          { waiting: 1, longestWaitS: 300, answered: 0, abandoned: 0, inTime: 0 },
          { waiting: 0, longestWaitS: 0, answered: 0, abandoned: 0, inTime: 0 },
          { waiting: 0, longestWaitS: 0, answered: 0, abandoned: 0, inTime: 0 },
        ],
        pools: [{ onDuty: 18, free: Math.max(0, Math.round(4 - wave * 4)) }, { onDuty: 3, free: 3 }, { onDuty: 2, free: 1 }],
      },
    },
  };
}

export function projection_of() {
  const band = (middle, wide) => ({ p10: Math.max(0, middle - wide), median: Math.max(0, middle), p90: middle + wide });
  const minutes = [...Array(30).keys()];
  return {
    fromUs: kFirst_us,
    seeds: 200,
    lines: [
      { longestWaitS: minutes.map((m) => band(4 + m / 6, 3 + m / 3)), waiting: minutes.map((m) => band(0.5 + m / 30, 1 + m / 12)), answeredInTime: band(88, 6) },
      { longestWaitS: minutes.map((m) => band(120 + 4 * m, 30 + 4 * m)), waiting: minutes.map((m) => band(6 + m / 5, 2 + m / 8)), answeredInTime: band(61, 9) },
      { longestWaitS: [], waiting: [] },
      { longestWaitS: [], waiting: [] },
      { longestWaitS: [], waiting: [] },
    ],
    pools: [{ free: minutes.map((m) => band(2, 1 + m / 20)) }, { free: minutes.map(() => band(3, 0.5)) }, { free: minutes.map(() => band(1, 1)) }],
  };
}
