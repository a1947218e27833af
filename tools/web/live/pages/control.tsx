// The controller's page: runs the exercise.
import type { Connection } from '../link/connection.ts';
import { AlarmList } from '../parts/alarm_list.tsx';
import { Answers } from '../parts/answers.tsx';
import { Branches } from '../parts/branches.tsx';
import { ConsolePage } from '../parts/console_page.tsx';
import { ContractMonth } from '../parts/contract_month.tsx';
import { CostsTable } from '../parts/costs.tsx';
import { EventsList } from '../parts/events_list.tsx';
import { History } from '../parts/history.tsx';
import { InjectPanel } from '../parts/inject_form.tsx';
import { Log } from '../parts/log.tsx';
import { InstructorNotes, Notes, Review } from '../parts/notes.tsx';
import { Codes, Players } from '../parts/players.tsx';
import { PeopleList } from '../parts/people_list.tsx';
import { CallBacks, PeopleTable, Queues } from '../parts/room_tables.tsx';
import { RunControl } from '../parts/run_control.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';

export function Control(props: { connection: Connection }) {
  return (
    <ConsolePage connection={props.connection} here="/control" title={words.control.title} role={Role.CONTROLLER}>
      <div class="fcr-console">
        <div class="fcr-console__main">
          <EventsList />
          <h2 class="govuk-visually-hidden">{words.desk.tiles}</h2>
          <Tiles />
          <div class="fcr-console__pair">
            <InjectPanel />
            <Notes />
          </div>
          <div class="fcr-console__pair">
            <Codes />
            <Players />
          </div>
          <Log kinds={['actions', 'told', 'run', 'alarms', 'list', 'notes']} />
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
        </div>
        <div class="fcr-console__side">
          <RunControl />
          <Answers />
          <AlarmList />
          <Branches />
          <Review />
          <InstructorNotes />
        </div>
      </div>
    </ConsolePage>
  );
}
