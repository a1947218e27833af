// Made by build/proto_types.mjs from report.proto and agreement.proto and appraisal_report.proto and fit.proto and review.proto and page.proto, which say what each field is.

export type Unit = 'UNIT_UNSPECIFIED' | 'PERCENT' | 'SECONDS' | 'CALLS';

export type Verdict = 'VERDICT_UNSPECIFIED' | 'AGREES' | 'DISAGREES' | 'CANNOT_TELL';

export type Cells = 'CELLS_UNSPECIFIED' | 'HOUR_OF_WEEK' | 'DAY_KIND' | 'HOUR_OF_DAY';

export type Kind = 'KIND_UNSPECIFIED' | 'RUN' | 'COMPARISON' | 'SWEEP' | 'CONTRACT' | 'APPRAISAL' | 'FIT' | 'AGREEMENT' | 'REVIEW';

export type Formula = 'FORMULA_UNSPECIFIED' | 'ERLANG_C' | 'ERLANG_A';

export type Correction = 'CORRECTION_UNSPECIFIED' | 'NONE' | 'BONFERRONI' | 'HOLM';

export type Better = 'BETTER_UNSPECIFIED' | 'HIGHER' | 'LOWER';

export interface RunReport {
  format?: number;
  fcrsim_version?: string;
  run?: RunSpan;
  lines?: LineReport[];
  classes?: ClassReport[];
  employers?: EmployerReport[];
  pools?: PoolReport[];
  kpis?: KpiReport[];
  published?: PublishedReport[];
  intervals?: IntervalReport[];
  precision?: PrecisionReport[];
  warnings?: string[];
  response?: ResponseReport;
  controlled?: ControlledReport;
  bands?: LineBandsReport[];
  weeks?: HourOfWeekReport[];
  waits?: WaitDistributionReport[];
}

export interface ControlledReport {
  controls?: string[];
  parts?: number;
  figures?: ControlledFigureReport[];
}

export interface ControlledFigureReport {
  id?: string;
  title?: string;
  unit?: Unit;
  plain?: EstimateReport;
  corrected?: EstimateReport;
  variance_ratio?: number;
}

export interface RunSpan {
  title?: string;
  day_type?: string;
  warm_up_h?: number;
  measured_h?: number;
  drain_max_h?: number;
  seed?: number;
  first_replication?: number;
  replications_asked?: number;
  replications?: number;
  stopped?: boolean;
  confidence?: number;
  per_h?: number;
  long_run?: LongRunReport;
  changes?: string[];
}

export interface LongRunReport {
  pilot_h?: number;
  pilots?: number;
}

export interface EstimateReport {
  value?: number;
  half_width?: number;
}

export interface WaitReport {
  mean_s?: EstimateReport;
  p50_s?: EstimateReport;
  p90_s?: EstimateReport;
  p95_s?: EstimateReport;
  p99_s?: EstimateReport;
}

export interface CallFiguresReport {
  offered?: EstimateReport;
  answered?: EstimateReport;
  abandoned?: EstimateReport;
  diverted?: EstimateReport;
  blocked?: EstimateReport;
  unfinished?: EstimateReport;
  answered_percent?: EstimateReport;
  abandoned_percent?: EstimateReport;
  blocked_percent?: EstimateReport;
  force_clock?: WaitReport;
  operator_clock?: WaitReport;
  below_10s_percent?: EstimateReport;
  from_10s_to_60s_percent?: EstimateReport;
  from_60s_percent?: EstimateReport;
  longest_wait_s?: number;
  mean_queue?: EstimateReport;
  longest_queue?: number;
}

export interface LineReport {
  name?: string;
  emergency?: boolean;
  figures?: CallFiguresReport;
}

export interface ClassReport {
  name?: string;
  line?: string;
  figures?: CallFiguresReport;
}

export interface WorkFiguresReport {
  answered?: EstimateReport;
  abandoned_ringing?: EstimateReport;
  seat_hours?: EstimateReport;
  occupancy_percent?: EstimateReport;
  talk_percent?: EstimateReport;
  wrap_up_percent?: EstimateReport;
  ringing_percent?: EstimateReport;
  gap_percent?: EstimateReport;
  handling_s?: EstimateReport;
  force_clock?: WaitReport;
  roster?: RosterFiguresReport;
}

export interface RosterFiguresReport {
  paid_hours?: EstimateReport;
  break_hours?: EstimateReport;
  overrun_hours?: EstimateReport;
  absent_hours?: EstimateReport;
  leave_hours?: EstimateReport;
  unfilled_hours?: EstimateReport;
}

export interface EmployerReport {
  name?: string;
  contractor?: boolean;
  figures?: WorkFiguresReport;
}

export interface PoolReport {
  name?: string;
  employer?: string;
  site?: string;
  figures?: WorkFiguresReport;
}

export interface KpiCountsReport {
  offered?: number;
  answered?: number;
  answered_within?: number;
  abandoned?: number;
  abandoned_within?: number;
  abandoned_short?: number;
  lost_otherwise?: number;
  unfinished?: number;
}

export interface KpiReport {
  id?: string;
  title?: string;
  definition?: string;
  codes?: string;
  unit?: Unit;
  value?: EstimateReport;
  numerator?: number;
  denominator?: number;
  counts?: KpiCountsReport;
}

export interface PrecisionReport {
  kpi?: string;
  half_width?: number;
  reached?: boolean;
  predicted_replications?: number;
}

export interface PublishedReport {
  kpi?: string;
  value?: number;
  tolerance?: number;
  difference?: number;
  within_tolerance?: boolean;
  source?: string;
}

export interface IntervalReport {
  from?: string;
  lines?: CallIntervalReport[];
  classes?: CallIntervalReport[];
  employers?: WorkIntervalReport[];
  pools?: WorkIntervalReport[];
  kpis?: KpiIntervalReport[];
}

export interface CallIntervalReport {
  name?: string;
  offered?: number;
  answered?: number;
  abandoned?: number;
  blocked?: number;
  unfinished?: number;
  answered_percent?: number;
  abandoned_percent?: number;
  below_10s_percent?: number;
  mean_wait_s?: number;
  operator_mean_wait_s?: number;
  longest_wait_s?: number;
  mean_queue?: number;
  longest_queue?: number;
}

export interface WorkIntervalReport {
  name?: string;
  answered?: number;
  on_duty?: number;
  occupancy_percent?: number;
  ringing_percent?: number;
  gap_percent?: number;
  handling_s?: number;
  on_break?: number;
  absent?: number;
}

export interface KpiIntervalReport {
  id?: string;
  value?: number;
}

export interface LineBandsReport {
  line?: string;
  kpi?: string;
  intervals?: BandIntervalReport[];
}

export interface BandIntervalReport {
  from?: string;
  days?: number;
  service_level_percent?: QuantilesReport;
  mean_wait_s?: QuantilesReport;
  mean_queue?: QuantilesReport;
}

export interface QuantilesReport {
  days?: number;
  p10?: number;
  p50?: number;
  p90?: number;
}

export interface HourOfWeekReport {
  line?: string;
  kpi?: string;
  cells?: HourOfWeekCellReport[];
}

export interface HourOfWeekCellReport {
  from?: string;
  offered?: number;
  service_level_percent?: number;
  mean_wait_s?: number;
}

export interface WaitDistributionReport {
  line?: string;
  clock?: string;
  answered?: number;
  abandoned?: number;
  buckets?: WaitBucketReport[];
}

export interface WaitBucketReport {
  below_s?: number;
  answered_percent?: number;
  abandoned_percent?: number;
}

export interface ResponseReport {
  grades?: GradeReport[];
  units?: UnitGroupReport[];
  talkgroups?: TalkgroupReport[];
}

export interface GradeReport {
  name?: string;
  target_start?: string;
  target_s?: number;
  incidents?: EstimateReport;
  attended?: EstimateReport;
  resolved?: EstimateReport;
  never_resourced?: EstimateReport;
  unfinished?: EstimateReport;
  in_target_percent?: EstimateReport;
  never_resourced_percent?: EstimateReport;
  response_mean_s?: EstimateReport;
  response_p50_s?: EstimateReport;
  response_p90_s?: EstimateReport;
  response_p95_s?: EstimateReport;
  to_grade_s?: EstimateReport;
  dispatch_s?: EstimateReport;
  travel_s?: EstimateReport;
  units_sent?: EstimateReport;
  diversions?: EstimateReport;
  misgraded_percent?: EstimateReport;
  lowered_percent?: EstimateReport;
}

export interface UnitGroupReport {
  name?: string;
  unit_hours?: EstimateReport;
  utilisation_percent?: EstimateReport;
  travel_percent?: EstimateReport;
  scene_percent?: EstimateReport;
  paperwork_percent?: EstimateReport;
}

export interface TalkgroupReport {
  name?: string;
  decisions?: EstimateReport;
  wait_s?: EstimateReport;
  desk_hours?: EstimateReport;
  occupancy_percent?: EstimateReport;
}

export interface RunRecord {
  command_line?: string[];
  fcrsim_version?: string;
  compiler?: string;
  host?: string;
  started?: string;
  wall_s?: number;
  jobs?: number;
  calls?: number;
}

export interface AgreementReport {
  fcrsim_version?: string;
  scenario?: string;
  file?: string;
  sha256?: string;
  first_day?: string;
  last_day?: string;
  held_out?: boolean;
  seed?: number;
  replications?: number;
  confidence?: number;
  agree?: number;
  disagree?: number;
  cannot_tell?: number;
  agree_percent?: number;
  rows?: AgreementRowReport[];
  unjudged?: UnjudgedFigureReport[];
  tolerances?: ToleranceReport[];
  tolerance_changes?: string[];
  lines?: AgreementLineReport[];
  notes?: string[];
}

export interface AgreementRowReport {
  of?: string;
  measure?: string;
  unit?: string;
  replayed?: boolean;
  observed?: number;
  simulated?: number;
  difference?: number;
  tolerance?: number;
  one_sided?: boolean;
  alone_low?: number;
  alone_high?: number;
  together_low?: number;
  together_high?: number;
  verdict?: Verdict;
}

export interface UnjudgedFigureReport {
  of?: string;
  measure?: string;
  why?: string;
}

export interface ToleranceReport {
  name?: string;
  words?: string;
}

export interface SpanFigureReport {
  at?: string;
  observed?: number;
  simulated?: number;
  low?: number;
  high?: number;
}

export interface AgreementLineReport {
  name?: string;
  within_s?: number;
  calls_by_day?: SpanFigureReport[];
  calls_by_hour?: SpanFigureReport[];
  waits_by_day?: SpanFigureReport[];
  level_by_hour?: SpanFigureReport[];
  level_by_band?: SpanFigureReport[];
  waits?: WaitShareReport[];
}

export interface WaitShareReport {
  at_s?: number;
  observed_percent?: number;
  simulated_percent?: number;
}

export interface AppraisalReport {
  file?: string;
  title?: string;
  description?: string;
  start?: string;
  years?: number;
  today?: string;
  cheapest?: string;
  second?: string;
  cheapest_is?: AppraisedChanceReport;
  replications?: number;
  sensitivity_replications?: number;
  seed?: number;
  confidence?: number;
  findings?: string[];
  lines?: string[];
  options?: AppraisedOptionReport[];
  sensitivities?: AppraisedSensitivityReport[];
  cases?: AppraisedCaseReport[];
  assumptions?: AppraisedFigureReport[];
  service_tests?: ServiceTestReport[];
}

export interface AppraisedChanceReport {
  percent?: number;
  low_percent?: number;
  high_percent?: number;
}

export interface MoneySpreadReport {
  mean?: number;
  p10?: number;
  p50?: number;
  p80?: number;
  p90?: number;
}

export interface AppraisedOptionReport {
  id?: string;
  title?: string;
  kind?: string;
  scenario?: string;
  contract?: string;
  costs?: AppraisedLineReport[];
  total?: number[];
  total_nominal?: number[];
  whole_life_cost?: number;
  whole_life_spread?: MoneySpreadReport;
  saving?: number;
  saving_half_width?: number;
  saving_spread?: MoneySpreadReport;
  saving_negative?: AppraisedChanceReport;
  savings?: number[];
  position?: number[];
  pays_back?: number;
  switching_charges_percent?: number;
  valued?: ValuedReport[];
  charges_year?: MoneySpreadReport;
  credits_year?: MoneySpreadReport;
  months_late?: number;
  risk_events?: number;
  service?: AppraisedServiceReport[];
  tests?: TestedServiceReport[];
  worse_in_any?: AppraisedChanceReport;
  cancelling?: CancellingReport[];
  leaving?: LeavingReport[];
  supplier_margin_percent?: number;
}

export interface AppraisedLineReport {
  line?: string;
  real?: number[];
  nominal?: number[];
}

export interface ValuedReport {
  rate_percent?: number;
  bias_percent?: number;
  cost?: number;
  saving?: number;
  cheapest?: string;
}

export interface AppraisedServiceReport {
  line?: string;
  year?: number;
  offered?: number;
  answered?: number;
  lost?: number;
  over_10s?: number;
  over_30s?: number;
  over_60s?: number;
  over_120s?: number;
  p95_s?: number;
  p99_s?: number;
  worst_hour?: string;
  worst_hour_over_60s_percent?: number;
}

export interface ServiceTestReport {
  line?: string;
  over_s?: number;
  margin_points?: number;
  words?: string;
}

export interface TestedServiceReport {
  today_percent?: number;
  option_percent?: number;
  worse?: AppraisedChanceReport;
}

export interface CancellingReport {
  stage?: string;
  month?: number;
  procurement?: number;
  bidders?: number;
  supplier?: number;
  total?: number;
}

export interface LeavingReport {
  year?: number;
  convenience?: number;
  supplier_default?: number;
}

export interface AppraisedSensitivityReport {
  input?: string;
  low?: string;
  high?: string;
  cost_low?: number[];
  cost_base?: number[];
  cost_high?: number[];
  saving_low?: number[];
  saving_base?: number[];
  saving_high?: number[];
  above?: SwitchReport;
  below?: SwitchReport;
  service?: AskedServiceReport[];
}

export interface SwitchReport {
  setting?: string;
  value?: number;
  option?: string;
}

export interface AskedServiceReport {
  option?: string;
  line?: string;
  low_over_60s_percent?: number;
  high_over_60s_percent?: number;
}

export interface AppraisedCaseReport {
  title?: string;
  cost?: number[];
  saving?: number[];
  cheapest?: string;
}

export interface AppraisedFigureReport {
  option?: string;
  what?: string;
  value?: string;
  origin?: string;
  source?: string;
}

export interface FitReport {
  fcrsim_version?: string;
  file?: string;
  sha256?: string;
  first_day?: string;
  last_day?: string;
  calls?: number;
  confidence?: number;
  held_out_first_day?: string;
  held_out_last_day?: string;
  parameters?: FitParameterReport[];
  lines?: FitLineReport[];
  durations?: FitDurationReport[];
  patience?: FitPatienceReport[];
  shares?: FitShareReport[];
  kept?: KeptNumberReport[];
  notes?: string[];
  base?: string;
  incidents?: FitIncidentReport[];
}

export interface FitParameterReport {
  path?: string;
  title?: string;
  unit?: string;
  value?: number;
  low?: number;
  high?: number;
  count?: number;
  law?: string;
  fit?: string;
}

export interface FitLineReport {
  name?: string;
  cells?: Cells;
  days?: number;
  profile?: FitHourReport[];
  held_out?: HeldOutReport;
  by_day?: FitDayReport[];
}

export interface FitHourReport {
  calls?: number;
  low?: number;
  high?: number;
  observed?: number;
}

export interface FitDayReport {
  date?: string;
  expected?: number;
  low?: number;
  high?: number;
  observed?: number;
}

export interface HeldOutBlockReport {
  from_h?: number;
  until_h?: number;
  expected?: number;
  observed?: number;
}

export interface HeldOutReport {
  days?: number;
  expected?: number;
  observed?: number;
  blocks?: HeldOutBlockReport[];
  tolerance?: number;
  blocks_within?: number;
  dispersion?: number;
  dispersion_of_days?: number;
  dispersion_of_both?: number;
  by_day?: FitDayReport[];
  plain_dispersion_fitted?: number;
  plain_dispersion?: number;
}

export interface FitLawReport {
  law?: string;
  akaike?: number;
  distance?: number;
  anderson_darling?: number;
}

export interface FitDurationReport {
  path?: string;
  law?: string;
  count?: number;
  zeros?: number;
  candidates?: FitLawReport[];
  p_value?: number;
  tested?: number;
  observed_s?: number[];
  fitted_s?: number[];
}

export interface FitPatienceLawReport {
  law?: string;
  akaike?: number;
  distance?: number;
}

export interface FitPatiencePointReport {
  at_s?: number;
  share?: number;
  low?: number;
  high?: number;
  fitted?: number;
  at_risk?: number;
}

export interface FitPatienceReport {
  path?: string;
  law?: string;
  count?: number;
  gave_up?: number;
  candidates?: FitPatienceLawReport[];
  points?: FitPatiencePointReport[];
}

export interface FitIncidentReport {
  path?: string;
  incidents?: number;
  sizes?: FitIncidentSizeReport[];
}

export interface FitIncidentSizeReport {
  calls?: number;
  incidents?: number;
}

export interface FitShareReport {
  call_class?: string;
  line?: string;
  share?: number;
  low?: number;
  high?: number;
  held_out?: number;
}

export interface KeptNumberReport {
  path?: string;
  why?: string;
}

export interface ReviewReport {
  fcrsim_version?: string;
  title?: string;
  scenario?: string;
  seed?: number;
  from?: string;
  length_min?: number;
  planned_min?: number;
  state?: string;
  digests_met?: number;
  digests_missed?: number;
  summary?: string[];
  numbers?: ReviewNumberReport[];
  outcomes?: ReviewOutcomeReport[];
  policies?: ReviewPolicyReport[];
  draws?: ReviewDrawsReport;
  minutes?: ReviewMinuteReport[];
  marks?: ReviewMarkReport[];
  decisions?: ReviewDecisionReport[];
  quarters?: ReviewQuarterReport[];
  tasks?: ReviewTaskReport[];
  events?: ReviewEventReport[];
  comments?: ReviewCommentReport[];
  notes?: ReviewMarkReport[];
  seats?: ReviewSeatReport[];
  objectives?: ReviewObjectiveReport[];
  terms?: ReviewTermReport[];
  program?: ReviewProgramReport[];
  left_out?: string[];
  limits?: string[];
  money?: string;
  instructor_notes?: string[];
  costs?: ReviewCostReport[];
  costs_total?: string;
  costs_total_none?: string;
  contract?: ReviewContractReport;
  rules?: ReviewRuleReport[];
  summary_told?: ReviewSentenceReport[];
  money_told?: ReviewSentenceReport;
  limits_told?: ReviewSentenceReport[];
}

export interface ReviewSentenceReport {
  pieces?: ReviewPieceReport[];
}

export interface ReviewPieceReport {
  text?: string;
  link?: string;
}

export interface ReviewRuleReport {
  table?: string;
  figure?: string;
  title?: string;
  file?: string;
  rows?: string;
  count?: string;
}

export interface ReviewEventsReport {
  lines?: string[];
  groups?: string[];
  pools?: string[];
  runs?: ReviewRunReport[];
  draws?: ReviewDrawReport[];
  calls_left_out?: boolean;
}

export interface ReviewRunReport {
  of?: string;
  calls?: ReviewCallsReport;
  nobody_free?: ReviewSpanReport[];
  occupied_minutes?: number[];
  call_backs?: ReviewCallBackReport[];
  cost_items?: ReviewCostItemReport[];
}

export interface ReviewCallsReport {
  number?: number[];
  line?: number[];
  result?: number[];
  at_s?: number[];
  wait_us?: number[];
  pool?: number[];
  contractor?: number[];
  work_us?: number[];
  overflow_us?: number[];
}

export interface ReviewSpanReport {
  from_s?: number;
  until_s?: number;
}

export interface ReviewCallBackReport {
  made_s?: number;
  by_s?: number;
  rung_s?: number;
  promise?: string;
}

export interface ReviewCostItemReport {
  kind?: string;
  at_s?: number;
  time_s?: number;
  count?: number;
}

export interface ReviewDrawReport {
  replication?: number;
  played?: ReviewDrawValueReport[];
  none?: ReviewDrawValueReport[];
}

export interface ReviewDrawValueReport {
  value?: number;
}

export interface ReviewContractReport {
  title?: string;
  so_far?: string;
  whole?: string;
  rows?: ReviewContractRowReport[];
}

export interface ReviewContractRowReport {
  part?: string;
  id?: string;
  title?: string;
  unit?: string;
  played_so_far?: ReviewContractValueReport;
  none_so_far?: ReviewContractValueReport;
  played_whole?: ReviewContractValueReport;
  none_whole?: ReviewContractValueReport;
}

export interface ReviewContractValueReport {
  value?: string;
  beside?: string;
}

export interface ReviewCostReport {
  kind?: string;
  unit?: string;
  amount?: number;
  price?: string;
  sum?: string;
  none?: string;
}

export interface ReviewNumberReport {
  title?: string;
  value?: string;
  beside?: string;
  link?: string;
  beside_told?: ReviewSentenceReport;
}

export interface ReviewOutcomeReport {
  id?: string;
  title?: string;
  unit?: string;
  better?: string;
  actual?: number;
  none?: number;
  difference?: number;
  draws?: ReviewSpreadReport;
  luck_percent?: number;
}

export interface ReviewSpreadReport {
  median?: number;
  low?: number;
  high?: number;
  count?: number;
}

export interface ReviewPolicyReport {
  title?: string;
  rule?: string;
  outcomes?: ReviewPolicyOutcomeReport[];
}

export interface ReviewPolicyOutcomeReport {
  tonight?: number;
  draws?: ReviewSpreadReport;
}

export interface ReviewDrawsReport {
  count?: number;
  full_rooms?: number;
  void_commands?: number;
  commands?: number;
}

export interface ReviewMinuteReport {
  minute?: number;
  at?: string;
  lines?: ReviewLineMinuteReport[];
  none?: ReviewLineMinuteReport[];
  pools?: ReviewPoolMinuteReport[];
  nobody_free_s?: number;
  occupancy_percent?: number;
}

export interface ReviewLineMinuteReport {
  name?: string;
  offered?: number;
  answered?: number;
  abandoned?: number;
  mean_wait_s?: number;
  waiting?: number;
  longest_waiting_s?: number;
}

export interface ReviewPoolMinuteReport {
  name?: string;
  free?: number;
  on_duty?: number;
}

export interface ReviewMarkReport {
  minute?: number;
  at?: string;
  kind?: string;
  text?: string;
  seat?: string;
  input?: number;
  row?: number;
}

export interface ReviewDecisionReport {
  input?: number;
  minute?: number;
  at?: string;
  seat?: string;
  name?: string;
  action?: string;
  reason?: string;
  refusal?: string;
  lead_min?: number;
  effective?: string;
  before?: ReviewWindowReport;
  after?: ReviewWindowReport;
  none?: ReviewWindowReport;
  log_row?: number;
  effect_row?: number;
  window_minute?: number;
}

export interface ReviewWindowReport {
  emergency_in_time?: number;
  emergency_offered?: number;
  emergency_waiting_s?: number;
  other_answer_s?: number;
  other_abandoned?: number;
  other_offered?: number;
  other_waiting_s?: number;
  nobody_free_min?: number;
}

export interface ReviewQuarterReport {
  at?: string;
  lines?: ReviewLineQuarterReport[];
  none?: ReviewLineQuarterReport[];
}

export interface ReviewLineQuarterReport {
  name?: string;
  offered?: number;
  answered?: number;
  in_time_percent?: number;
  within_s?: number;
  abandoned_percent?: number;
  mean_wait_s?: number;
  in_house?: number;
  in_house_in_time_percent?: number;
  contractor?: number;
  contractor_in_time_percent?: number;
}

export interface ReviewTaskReport {
  cue?: string;
  at?: string;
  expected?: string;
  within_s?: number;
  verdict?: string;
  observed?: string;
  after_s?: number;
  objective?: string;
  cue_row?: number;
  done_row?: number;
}

export interface ReviewEventReport {
  id?: string;
  title?: string;
  objective?: string;
  planned?: string;
  status?: string;
  at?: string;
  by?: string;
  expected?: string;
  observed?: string;
  note?: string;
  log_row?: number;
}

export interface ReviewCommentReport {
  heading?: string;
  text?: string;
}

export interface ReviewSeatReport {
  seat?: string;
  role?: string;
  name?: string;
}

export interface ReviewObjectiveReport {
  id?: string;
  text?: string;
  expected?: number;
  met?: number;
}

export interface ReviewTermReport {
  title?: string;
  value?: string;
}

export interface ReviewProgramReport {
  wall?: string;
  what?: string;
  at?: string;
}

export interface ReportPage {
  format?: number;
  kind?: Kind;
  title?: string;
  run?: RunReport;
  detail?: RunDetailReport;
  comparison?: ComparisonReport;
  sweep?: SweepReport;
  warnings?: string[];
  note?: string;
  provenance?: ProvenanceReport;
  contracts?: ContractStudyReport[];
  appraisal?: AppraisalReport;
  fit?: FitReport;
  agreement?: AgreementReport;
  review?: ReviewReport;
  review_events?: ReviewEventsReport;
  made?: RunRecord;
}

export interface RunDetailReport {
  demand?: DemandIntervalReport[];
  theory?: TheoryReport[];
}

export interface DemandIntervalReport {
  from?: string;
  lines?: LineDemandReport[];
}

export interface LineDemandReport {
  name?: string;
  handler_hours?: number;
}

export interface TheoryReport {
  line?: string;
  figure?: string;
  formula?: Formula;
  unit?: Unit;
  value?: number;
  simulated?: EstimateReport;
  why?: string;
  period?: string;
  arrivals_per_h?: number;
  handling_s?: number;
  handlers?: number;
  patience_s?: number;
}

export interface ComparisonReport {
  scenarios?: ComparedScenarioReport[];
  baseline?: string;
  replications?: number;
  replications_asked?: number;
  seed?: number;
  first_replication?: number;
  common_random_numbers?: boolean;
  control_variates?: string[];
  confidence?: number;
  per_h?: number;
  correction?: Correction;
  comparisons?: number;
  figures?: ComparedFigureReport[];
  rankings?: RankingReport[];
  resources?: ScenarioResourcesReport[];
  fte_basis?: string;
  cost_basis?: string;
}

export interface ComparedScenarioReport {
  name?: string;
  file?: string;
  title?: string;
  differs?: string[];
  run?: RunReport;
}

export interface ComparedFigureReport {
  id?: string;
  title?: string;
  line?: string;
  definition?: string;
  unit?: Unit;
  better?: Better;
  values?: ComparedValueReport[];
}

export interface ComparedValueReport {
  scenario?: string;
  value?: EstimateReport;
  difference?: EstimateReport;
  simultaneous_half_width?: number;
  p_value?: number;
  significant?: boolean;
  replications_unpaired?: number;
  replications_ratio?: number;
  controls_ratio?: number;
}

export interface RankingReport {
  figure?: string;
  method?: string;
  indifference_zone?: number;
  probability_correct?: number;
  order?: RankedScenarioReport[];
}

export interface RankedScenarioReport {
  scenario?: string;
  value?: EstimateReport;
  may_be_best?: boolean;
}

export interface ScenarioResourcesReport {
  scenario?: string;
  use?: ResourcesReport;
  difference?: ResourcesReport;
}

export interface ResourcesReport {
  seat_hours?: EstimateReport;
  fte?: EstimateReport;
  overtime_hours?: EstimateReport;
  pounds?: EstimateReport;
}

export interface SweepReport {
  file?: string;
  scenario?: string;
  design?: string;
  replications?: number;
  seed?: number;
  first_replication?: number;
  common_random_numbers?: boolean;
  confidence?: number;
  per_h?: number;
  factors?: FactorReport[];
  figures?: SweepFigureReport[];
  points?: SweepPointReport[];
  sensitivity?: SensitivityReport[];
  variance?: VarianceReport[];
  tornados?: TornadoReport[];
  points_asked?: number;
  findings?: string[];
  effects?: MainEffectReport[];
}

export interface FactorReport {
  path?: string;
  title?: string;
  values?: string[];
  distribution?: string;
  baseline?: string;
  source?: string;
  fields?: FactorFieldReport[];
}

export interface FactorFieldReport {
  path?: string;
  baseline?: string;
  times?: number;
}

export interface MainEffectReport {
  figure?: string;
  factor?: string;
  levels?: EffectLevelReport[];
}

export interface EffectLevelReport {
  setting?: string;
  mean?: number;
  points?: number;
}

export interface SweepFigureReport {
  id?: string;
  title?: string;
  line?: string;
  definition?: string;
  unit?: Unit;
  better?: Better;
}

export interface SweepPointReport {
  number?: number;
  values?: string[];
  figures?: EstimateReport[];
}

export interface SensitivityReport {
  figure?: string;
  factor?: string;
  morris_mu_star?: EstimateReport;
  morris_sigma?: EstimateReport;
  sobol_first?: EstimateReport;
  sobol_total?: EstimateReport;
}

export interface VarianceReport {
  figure?: string;
  value?: number;
  monte_carlo_half_width?: number;
  input_half_width?: number;
  both_half_width?: number;
  monte_carlo_percent?: number;
  input_percent?: number;
}

export interface TornadoReport {
  figure?: string;
  baseline?: EstimateReport;
  bars?: TornadoBarReport[];
}

export interface TornadoBarReport {
  factor?: string;
  low?: string;
  high?: string;
  at_low?: EstimateReport;
  at_high?: EstimateReport;
}

export interface ContractStudyReport {
  name?: string;
  contract?: string;
  contract_id?: string;
  contract_hash?: string;
  authority?: string;
  supplier?: string;
  scenario?: string;
  changes?: string[];
  policies?: string[];
  months?: number;
  replications?: number;
  replications_asked?: number;
  seed?: number;
  first_replication?: number;
  confidence?: number;
  volume_percent?: number;
  summary?: string[];
  kpis?: ContractKpiReport[];
  years?: ContractYearReport[];
  whole_net?: SpreadReport;
  whole_credits?: SpreadReport;
  exposure_percent?: SpreadReport;
  first_right_month?: SpreadReport;
  any_right?: ChanceReport;
  charges?: string[];
  minimiser_fte?: number[];
  incentive?: ContractIncentiveReport;
  volume?: ContractVolumeReport[];
  volume_replications?: number;
  volume_months?: number;
  probes?: ContractProbeReport[];
  warnings?: ContractWarningReport[];
  censored_calls?: number;
  probe_replications?: number;
  probe_months?: number;
  less_first?: ContractDifferenceReport;
  lowest_margins?: LowestMarginReport[];
}

export interface LowestMarginReport {
  months?: number;
  percent?: SpreadReport;
}

export interface SpreadReport {
  mean?: EstimateReport;
  p10?: number;
  p50?: number;
  p90?: number;
}

export interface ChanceReport {
  percent?: number;
  low_percent?: number;
  high_percent?: number;
}

export interface ContractKpiReport {
  id?: string;
  title?: string;
  definition?: string;
  unit?: Unit;
  better?: Better;
  target?: number;
  level?: EstimateReport;
  missed_percent?: EstimateReport;
  months?: ContractMonthReport[];
  missed_in_year?: ChanceReport[];
  deviation_points?: number;
  binomial_points?: number;
  variance_ratio?: number;
  formulas?: FormulaReport[];
  worst_hours?: HourBehindReport[];
  worst_hour_of_day?: SpreadReport;
  credit_year?: EstimateReport;
  genuine?: GenuineReport;
  waits?: ContractWaitsReport;
  months_deviation_points?: number;
  months_variance_ratio?: number;
}

export interface ContractWaitsReport {
  p50_s?: number;
  p95_s?: number;
  p99_s?: number;
  longest_s?: number;
}

export interface ContractDifferenceReport {
  first?: string;
  replications?: number;
  kpis?: ContractKpiDifferenceReport[];
  credits_year?: EstimateReport;
  net_year?: EstimateReport;
}

export interface ContractKpiDifferenceReport {
  kpi?: string;
  unit?: Unit;
  level?: EstimateReport;
  missed?: EstimateReport;
}

export interface ContractMonthReport {
  month?: string;
  missed?: ChanceReport;
  level?: SpreadReport;
}

export interface FormulaReport {
  formula?: string;
  percent?: number;
  missed?: ChanceReport;
  of_contract?: boolean;
}

export interface HourBehindReport {
  hour?: string;
  percent?: number;
  calls?: number;
}

export interface GenuineReport {
  level?: EstimateReport;
  missed?: ChanceReport;
  flipped?: ChanceReport;
}

export interface ContractYearReport {
  from?: string;
  months?: number;
  gross?: SpreadReport;
  charges?: EstimateReport[];
  credits?: SpreadReport;
  gross_credits?: EstimateReport;
  lost_to_cap?: EstimateReport;
  lost_to_relief?: EstimateReport;
  lost_to_bedding_in?: EstimateReport;
  compensation?: EstimateReport;
  net?: SpreadReport;
  unit_cost?: SpreadReport;
  offered?: EstimateReport;
  answered?: EstimateReport;
  forecast?: number;
  margin?: SpreadReport;
  margin_percent?: SpreadReport;
  loses_money?: ChanceReport;
  in_distress?: ChanceReport;
  gives_notice?: ChanceReport;
  right_to_terminate?: ChanceReport;
  terminated?: ChanceReport;
  padding?: EstimateReport;
  earned_back?: EstimateReport;
  harm_recovered_percent?: EstimateReport;
  exit_for_convenience?: number;
  exit_supplier_failed?: number;
  call_price?: SpreadReport;
  call_cost?: SpreadReport;
}

export interface ContractIncentiveReport {
  more?: OneFteReport;
  fewer?: OneFteReport;
  compliance?: ComplianceReport[];
  pilot_replications?: number;
  pilot_months?: number;
}

export interface OneFteReport {
  pay_month?: number;
  hours?: string[];
  rows?: IncentiveRowReport[];
}

export interface IncentiveRowReport {
  kpi?: string;
  credits_month?: EstimateReport;
  strength?: EstimateReport;
  strength_by_month?: EstimateReport[];
}

export interface ComplianceReport {
  kpi?: string;
  found?: boolean;
  fte?: number;
  met_before?: ChanceReport;
  met?: ChanceReport;
  cost_year?: number;
  saved_year?: EstimateReport;
  strength?: EstimateReport;
  seats?: string;
}

export interface ContractVolumeReport {
  percent?: number;
  offered?: SpreadReport;
  gross?: SpreadReport;
  credits?: SpreadReport;
  unit_cost?: SpreadReport;
  margin?: SpreadReport;
  relieved_percent?: number;
  levels?: EstimateReport[];
  missed_percent?: EstimateReport[];
  answered?: SpreadReport;
  withheld?: SpreadReport;
  net?: SpreadReport;
  in_distress?: ChanceReport;
}

export interface ContractProbeReport {
  number?: number;
  trick?: string;
  real_case?: string;
  figure?: string;
  how?: string;
  why_not?: string;
  reported_percent?: EstimateReport;
  genuine_percent?: EstimateReport;
  gain_points?: EstimateReport;
  lower_is_better?: boolean;
  note?: string;
  check?: string;
}

export interface ContractWarningReport {
  rule?: number;
  clause?: string;
  warning?: string;
  why?: string;
  wording?: string;
}

export interface ProvenanceReport {
  fcrsim_version?: string;
  seed?: number;
  first_replication?: number;
  replications?: number;
  scenarios?: ScenarioTextReport[];
  assumptions?: AssumptionReport[];
}

export interface ScenarioTextReport {
  file?: string;
  sha256?: string;
  text?: string;
}

export interface AssumptionReport {
  file?: string;
  path?: string;
  value?: string;
  source?: string;
  assumption?: boolean;
}
