// What the figures mean, in the words of docs/measures.md.

export interface Term {
  id: string;
  name: string;
  text: string;
}

const term = (id: string, name: string, text: string): Term => ({ id, name, text });

export const kGlossary: readonly Term[] = [
  term('offered', 'Offered', 'Calls that enter a queue for a person in the measured part of the run, and blocked calls. They are followed to their end. Offered is answered, abandoned, diverted, blocked and unfinished together.'),
  term('answered', 'Answered', 'Calls that a handler answered, as a share of the calls that ended: offered less unfinished.'),
  term('abandoned', 'Abandoned', 'Calls whose caller gave up in the queue or while it rang, as a share of the calls that ended.'),
  term('blocked', 'Blocked', 'Calls that heard the busy signal. A blocked call never waited, so it is in no wait.'),
  term('unfinished', 'Unfinished', 'Calls that had not ended when the run did. They are counted and named, and are in no share and no wait.'),
  term('national_clock', 'National clock', 'Waits start when the national operator starts connecting the caller to the force (OPERATOR_CONNECT). It is the clock of the published 999 table. On a line without an operator it is the force clock.'),
  term('force_clock', 'Force clock', 'Waits start when the call reaches the force’s switch (NETWORK_ARRIVE). The same call waits a few seconds less on it than on the national clock.'),
  term('bands', 'National bands', 'Answered calls by their wait: under 10 seconds, from 10 to under 60 seconds, 60 seconds or more. On the national clock; together they are 100%.'),
  term('service_level', 'Service level', 'The share of calls answered within a time. Which calls, which clock and which time are part of its definition: the same calls can give 81% or 86%.'),
  term('line_service_level', 'Service level of a line', 'Where a picture has room for one service level of a line, it is the first indicator of the scenario that is a service level of the whole line. A line without such an indicator has the first national band: answered in under 10 seconds of the answered calls, on the national clock.'),
  term('mean_wait', 'Mean wait', 'The waits of answered calls added up, over the number of answered calls.'),
  term('percentile', 'Median and other percentiles', 'Half of the answered calls waited no longer than the median, 9 in 10 no longer than the 90% figure. Each is the mean over the simulated days of the day’s own percentile.'),
  term('longest_wait', 'Longest wait', 'The longest wait of an answered or abandoned call on the force clock, over all replications. It grows with their number.'),
  term('mean_queue', 'Mean queue', 'Calls waiting for a person, averaged over the measured part.'),
  term('replication', 'Replication', 'One simulated run from one set of random draws: for a day scenario, one possible day. Seed and number give the same one again.'),
  term('interval', 'Confidence interval (±)', 'What chance leaves open. With the confidence stated, the figure of endless replications lies within the value plus or minus this. It does not say whether the scenario is right.'),
  term('band', 'Band of days', 'Eight days in ten lie within the band: its edges are the 10% and the 90% quantile over the simulated days, the broken line is the median day (nearest rank; days of all replications, and each day of a replication of several). A day counts where it has a value: for a service level where its denominator is not 0, for a mean wait where a call offered in the quarter-hour was answered, for a mean queue always. Service levels are to the nearest half percent; waits are to 0.025 s and queues to 0.0005 calls, or to 1.6% where that is more. The band shows how much days differ, not how well the mean is known. The mean is of all calls and not of days, so a few bad days with many calls pull it away from the median. With few calls in a quarter-hour, days differ by chance alone.'),
  term('hour_of_week', 'Hour of the week', 'The calls offered in that hour of the wall clock, over all weeks and replications: sums over sums. Calls offered are those in one such hour. When the clocks go back an hour of a Sunday comes twice, when they go forward one is left out.'),
  term('wait_distribution', 'Waits of answered and of abandoned calls', 'Calls by the length of their wait, over all replications: the answered ones until a handler answered, as shares of the answered calls; the abandoned ones until the caller gave up, as shares of the abandoned calls. Both on the clock named. A blocked call never waited.'),
  term('precision', 'Precision', 'How narrow an interval was asked for (--precision): replications are added until the half width of every named indicator is at most that. They are looked at after 30, 40 and so on to 100, then each time a tenth more. Stopping by the data costs a little confidence.'),
  term('quarter_hour', 'Quarter-hour', 'A call belongs to the quarter-hour in which it is offered, whenever it is answered.'),
  term('on_duty', 'On duty', 'Handlers at their seats, averaged over the quarter-hour; people on a roster without their breaks. A handler whose seat ends with a call in hand is on duty until the call is done.'),
  term('demand', 'Work offered', 'Calls offered times mean talk, wrap-up and after-call gap, whoever does the work and whenever. One handler’s work is a handler busy all the time; a room needs more than that, because calls come unevenly.'),
  term('occupancy', 'Occupancy', 'Talk and wrap-up as a share of the time on duty. What is left is ringing, after-call gap and being free.'),
  term('handling', 'Handling time', 'Talk and wrap-up of the calls answered, over those calls. The after-call gap is not in it.'),
  term('seat_hours', 'Seat-hours', 'Hours on duty, summed over handlers; of people on a roster without their breaks.'),
  term('fte', 'Full-time equivalents', 'Seat-hours of a year over the hours that one full-time person is at work. The report says which hours were taken.'),
  term('published', 'Published figure', 'A figure from a source outside the simulation. The difference is simulated less published; it is within when its size is at most the tolerance agreed beforehand.'),
  term('erlang_c', 'Erlang C', 'A formula for a room whose callers never give up, in steady state, first come first served. Once callers hang up it shows service worse than it is; with more work than handlers it has no value.'),
  term('erlang_a', 'Erlang A', 'Erlang C with callers who give up after an exponential time. It knows no priority between lines, no after-call gap and no change over the day.'),
  term('paired', 'Paired difference', 'The same callers go through each scenario, so chance that both share drops out of the difference. That takes fewer replications than two separate runs.'),
  term('correction', 'Correction for many comparisons', 'With many comparisons some look significant by chance. Bonferroni and Holm keep the chance of even one such mistake below the stated level.'),
  term('indifference', 'Indifference zone', 'The difference that does not matter in practice, stated beforehand. The ranking finds the best, or one within this of it, with the stated probability.'),
  term('morris', 'Morris effects (μ*, σ)', 'μ* is the mean absolute change of the figure when one factor goes over its range, from many starting points: how much it matters. σ is their standard deviation: large when the effect depends on the other factors or is not a straight line.'),
  term('sobol', 'Sobol indices (S1, ST)', 'S1 is the share of the figure’s variance that a factor explains alone; ST with all its interactions. ST near 0: the factor could be left at any value.'),
  term('variance', 'Where the spread comes from', 'Monte Carlo: chance, less with more replications. Inputs: not knowing the factors, which more replications do not cure.'),
  term('effect', 'Main effect', 'The mean of a figure over all points of a grid where a factor has one setting, setting by setting. It shows no interactions: a factor may do more at one setting of another than at the next.'),
  term('tornado', 'Tornado', 'One factor at a time goes from its low to its high value, the others stay at their baseline. The longest bar matters most. It shows no interactions.'),
  term('in_target', 'In target', 'Incidents attended within the target time of their grade, as a share of those attended. It is blind to incidents that nobody was sent to.'),
  term('whole_life', 'Whole-life cost', 'All costs of the appraised years at the prices of year 0, each discounted to year 0: cost over (1 + rate) to the power of the year. Year 0, what is paid before the start, is not discounted.'),
  term('real_terms', 'Prices of year 0', 'What is paid in a later year, less the general rise of prices since year 0. A price that rises faster than prices in general is dearer in these terms.'),
  term('optimism_bias', 'Optimism bias', 'Costs turn out higher than planned more often than lower. The uplift stands for that, on charges alone, as a line of its own and in no other figure.'),
  term('position', 'Cumulative position', 'Everything that was saved up to a year, less what was spent on it, discounted. It has paid back when it is above zero.'),
  term('switching', 'Switching value', 'How far an input would have to move, the others staying, for another option to become the cheapest.'),
  term('risk_event', 'Risk events', 'Strikes, outages, an insolvent supplier and the like, at their yearly rates. Where they change the room they were simulated; their costs are a line of their own.'),
  term('credits', 'Credits received', 'What the supplier pays back for missed targets. They lower the bill, and are no benefit to a caller.'),
  term('over_wait', 'Waited longer than', 'Calls whose caller waited longer than so many seconds from the arrival at the switch, answered or not, as a share of the calls offered.'),
  term('worst_hour', 'Worst hour', 'The hour of the week in which the greatest share of callers waits longer than 60 seconds.'),
  term('worse_off', 'Worse off than today', 'Replications in which a greater share of a line’s calls waits so long over the whole term than under today’s arrangement, on the same callers. With several tests: in any of them.'),
  term('exit_cost', 'Cost of leaving', 'Exit plan and taking the work back; where the force ends it early for convenience also breakage and what of the supplier’s investment is not written off.'),
  term('fitted_law', 'Fitted law', 'The law of a duration that was taken from those tried: the one of the least Akaike criterion, if its shares are nowhere further than 0.03 from those observed (or than chance allows). The distance is the greatest difference of the two cumulative shares (Kolmogorov-Smirnov).'),
  term('day_factor', 'Day and hour factors', 'An hour has Poisson calls around what the profile expects, times a factor of the day and one of the hour, both of mean 1. They stand for what makes some days, and some hours, busier than others of their kind.'),
  term('kaplan_meier', 'Share still waiting', 'Kaplan and Meier’s estimate of the share of callers whose patience is longer. Who was answered is counted as far as that and not as one who gave up.'),
  term('dispersion', 'Dispersion', 'The sum of (count − mean)² / mean over hours, divided by the hours less the means that were fitted. 1 is what Poisson’s chance alone makes of hourly counts.'),
  term('held_out', 'Days held out', 'Days from which nothing is fitted, so that what is expected of them was said before they were looked at.'),
  term('agreement', 'Figures that agree', 'Those whose difference, with what chance leaves open, lies within a tolerance that was set before looking, of all figures that were judged. A figure of which the days are too few to tell counts as judged and not as agreeing.'),
  term('replayed', 'Replay', 'The simulated room meets the recorded calls, each when it came and of its class; how long they take and how long callers wait is drawn. So demand is not what differs.'),
  term('exercise_in_time', 'In time, in an exercise', 'Calls answered within the time over calls offered, on the force clock. A call counts in the minute in which it was answered or lost: the same rule and the same code as the wallboard.'),
  term('no_action', 'Without any action', 'The same callers and the same events at the same times, and nobody in command. Events that came because players had not answered are left out: who does nothing is told nothing.'),
  term('other_draws', 'Other draws of callers', 'The same commands at the same times on other callers from the same profile, and no command at all on the same other callers. Nine of ten differences lie between the ends. A command that the room cannot do there is void.'),
  term('luck', 'Luck', 'Of the other draws with the same decisions, the share that went worse than tonight, equal ones counted half: 50 is an ordinary evening, 90 an easy one, 10 a hard one.'),
  term('nobody_free', 'Nobody free for 999', 'Time in which no handler who may take 999 was free, looked at each simulated second.'),
  term('occupied', 'Over 85% occupied', 'Whole minutes at whose end people were ringing, talking or wrapping up for more than 85% of their time on duty of the last 15 minutes, all pools together: the rule of the wallboard.'),
  term('decision_window', 'Fifteen minutes', 'Whole minutes, the first that in which the order was given. What follows an order is not what it did: its own effect comes after its lead time, and other things happen meanwhile. Beside it stand the same minutes without any action.'),
];

export function terms_of(ids: readonly string[]): Term[] {
  return kGlossary.filter((entry) => ids.includes(entry.id));
}
