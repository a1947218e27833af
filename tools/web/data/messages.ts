// Made by build/proto_types.mjs from report.proto and page.proto, which say what each field is.

export type Unit = 'UNIT_UNSPECIFIED' | 'PERCENT' | 'SECONDS' | 'CALLS';

export type Kind = 'KIND_UNSPECIFIED' | 'RUN' | 'COMPARISON' | 'SWEEP';

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
  bands?: LineBandsReport[];
  weeks?: HourOfWeekReport[];
  waits?: WaitDistributionReport[];
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
  changes?: string[];
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
  antithetic_pairs?: boolean;
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
