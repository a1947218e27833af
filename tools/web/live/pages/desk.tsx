// The supervisor's desk.
import type { Connection } from '../link/connection.ts';
import { Actions } from '../parts/actions.tsx';
import { AlarmList } from '../parts/alarm_list.tsx';
import { Answers } from '../parts/answers.tsx';
import { ConsolePage } from '../parts/console_page.tsx';
import { ContractMonth } from '../parts/contract_month.tsx';
import { CostsTable } from '../parts/costs.tsx';
import { History } from '../parts/history.tsx';
import { Log } from '../parts/log.tsx';
import { Messages } from '../parts/messages.tsx';
import { PeopleList } from '../parts/people_list.tsx';
import { CallBacks, PeopleTable, Queues } from '../parts/room_tables.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';

export function Desk(props: { connection: Connection }) {
  return (
    <ConsolePage connection={props.connection} here="/desk" title={words.desk.title} role={Role.SUPERVISOR}>
      <div class="fcr-console">
        <div class="fcr-console__main">
          <h2 class="govuk-visually-hidden">{words.desk.tiles}</h2>
          <Tiles />
          <div class="fcr-console__pair">
            <Queues />
            <PeopleTable />
          </div>
          <div class="fcr-console__pair">
            <CallBacks />
            <CostsTable />
          </div>
          <ContractMonth />
          <PeopleList />
          <History />
          <Log kinds={['actions', 'told', 'run', 'alarms']} />
        </div>
        <div class="fcr-console__side">
          <AlarmList />
          <Messages most={50} />
          <Answers />
          <Actions />
        </div>
      </div>
    </ConsolePage>
  );
}
