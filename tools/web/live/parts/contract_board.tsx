// The contract's board: what each pool has answered, in-house and contractor on the same definition.
import { create } from '@bufbuild/protobuf';
import { number_of, wait_text } from '../figures/clock.ts';
import { ratio_text } from '../figures/ratio.ts';
import { emergency_line, other_line } from '../figures/tile_names.ts';
import { LiveRatioSchema } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

const kPoolsShown = 4;

function Share(props: { part: bigint | undefined; whole: bigint | undefined }) {
  const text = ratio_text(create(LiveRatioSchema, { numerator: props.part ?? 0n, denominator: props.whole ?? 0n }), words.of);
  return <>{text.main}{text.beside ? <span class="fcr-contract__beside"> {text.beside}</span> : null}</>;
}

export function ContractBoardTable() {
  const { live, fresh } = use_live();
  const { contract } = words;
  const pools = live.welcome?.pools ?? [];
  const boards = live.state?.contract ?? [];
  const month = live.contract_month;
  const emergency = emergency_line(live.welcome);
  const other = other_line(live.welcome);
  const rows = [
    { name: contract.answered(emergency), of: (at: number) => (number_of(boards[at]?.emergencyAnswered) ?? 0).toLocaleString('en-GB') },
    { name: contract.in_time(emergency), of: (at: number) => <Share part={boards[at]?.emergencyInTime} whole={boards[at]?.emergencyAnswered} /> },
    { name: contract.answered(other), of: (at: number) => (number_of(boards[at]?.otherAnswered) ?? 0).toLocaleString('en-GB') },
    { name: contract.in_time(other), of: (at: number) => <Share part={boards[at]?.otherInTime} whole={boards[at]?.otherAnswered} /> },
    { name: contract.handling, of: (at: number) => wait_text(boards[at]?.handlingMeanS) },
    { name: contract.minutes, of: (at: number) => Math.round(boards[at]?.minutes ?? 0).toLocaleString('en-GB') },
    { name: contract.seats, of: (at: number) => String(live.state?.pools[at]?.onDuty ?? 0) },
  ];
  return (
    <section class="fcr-contract" data-fresh={fresh} aria-label={contract.label}>
      {pools.length === 0 ? <p>{contract.empty}</p> : null}
      <table>
        <thead>
          <tr>
            <th scope="col">{contract.measure}</th>
            {pools.map((pool, at) => <th key={at} scope="col" class={at >= kPoolsShown ? 'fcr-contract__more' : undefined}><Said text={contract.employer(pool.name ?? '', pool.employer ?? '')} /></th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {pools.map((_, at) => <td key={at} class={at >= kPoolsShown ? 'fcr-contract__more' : undefined}>{row.of(at)}</td>)}
            </tr>
          ))}
          {month ? (
            <tr class="fcr-contract__month">
              <th scope="row">{contract.month(month.period ?? '')}</th>
              <td colSpan={Math.max(pools.length, 1)}>{contract.month_sums(month.credits ?? '', month.net ?? '')}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <p class="fcr-contract__note">{month ? contract.month_note : contract.note}</p>
    </section>
  );
}
