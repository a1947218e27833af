// The evaluator's page: everything to read, notes to write.
import type { Connection } from '../link/connection.ts';
import { AlarmList } from '../parts/alarm_list.tsx';
import { Answers } from '../parts/answers.tsx';
import { ConsolePage } from '../parts/console_page.tsx';
import { ContractMonth } from '../parts/contract_month.tsx';
import { CostsTable } from '../parts/costs.tsx';
import { EventsList } from '../parts/events_list.tsx';
import { History } from '../parts/history.tsx';
import { Log } from '../parts/log.tsx';
import { InstructorNotes, Notes, Review } from '../parts/notes.tsx';
import { Players } from '../parts/players.tsx';
import { PeopleList } from '../parts/people_list.tsx';
import { CallBacks, PeopleTable, Queues } from '../parts/room_tables.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';

export function Evaluate(props: { connection: Connection }) {
  return (
    <ConsolePage connection={props.connection} here="/evaluate" title={words.evaluate.title} role={Role.EVALUATOR}>
      <p class="fcr-help">{words.evaluate.intro}</p>
      <div class="fcr-console">
        <div class="fcr-console__main">
          <h2 class="govuk-visually-hidden">{words.desk.tiles}</h2>
          <Tiles />
          <Log kinds={['actions', 'told', 'run', 'alarms', 'list', 'notes']} />
          <EventsList />
          <History />
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
        </div>
        <div class="fcr-console__side">
          <Notes />
          <Answers />
          <AlarmList />
          <Review />
          <Players />
          <InstructorNotes />
        </div>
      </div>
    </ConsolePage>
  );
}
