// Joining by a code: pasted, typed, or brought along by the address.
import { useEffect, useRef, useState } from 'preact/hooks';
import { clean_text } from '../figures/clean_text.ts';
import type { Connection } from '../link/connection.ts';
import { DisplayMenu } from '../parts/display_menu.tsx';
import { TextField } from '../parts/field.tsx';
import { use_live } from '../parts/live_context.tsx';
import { Goodbye_Why as Why } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';

function refusal_words(why: Why | undefined, text: string, retry_s: number): string {
  const { join } = words;
  const known: Partial<Record<Why, string>> = {
    [Why.NOT_ADMITTED]: join.not_admitted,
    [Why.REMOVED]: join.removed,
    [Why.SLOW_DOWN]: join.slow_down(retry_s),
    [Why.ANOTHER_FORMAT]: join.other_format,
    [Why.ENDING]: join.ending,
    [Why.TOO_FAST]: join.too_fast,
  };
  return [why === undefined ? '' : (known[why] ?? ''), clean_text(text)].filter(Boolean).join(' ');
}

/** `code`: what the address brought along. */
export function Join(props: { connection: Connection; code?: string }) {
  const { connection } = props;
  const { live } = use_live();
  const { join } = words;
  const [code, set_code] = useState(props.code ?? '');
  const [name, set_name] = useState('');
  const [missing, set_missing] = useState(false);
  const fault_place = useRef<HTMLDivElement>(null);
  const trying = live.link === 'connecting' || live.link === 'open';
  const refusal = live.refusal ? refusal_words(live.refusal.why, live.refusal.text, live.refusal.retry_s) : live.link === 'waiting' ? join.unreachable : '';
  const fault = missing ? join.code_missing : refusal;
  useEffect(() => {
    document.title = words.titles.join;
  }, []);
  useEffect(() => {
    if (fault) {
      fault_place.current?.focus();
    }
  }, [fault]);
  const submit = (event: Event) => {
    event.preventDefault();
    set_missing(code.trim() === '');
    if (code.trim() !== '') {
      connection.begin({ code: code.trim(), ...(name.trim() ? { name: name.trim() } : {}) });
    }
  };
  return (
    <>
      <header class="fcr-header">
        <div class="fcr-header__row fcr-live__width">
          <span class="fcr-header__name">{words.exercise} <span>{words.header.product}</span></span>
          <div class="fcr-header__tools"><DisplayMenu /></div>
        </div>
      </header>
      <main class="fcr-live__width fcr-join">
        {fault ? (
          <div class="fcr-fault" role="alert" tabIndex={-1} ref={fault_place}>
            <h2 class="govuk-heading-s">{join.problem}</h2>
            <p>{fault}</p>
            {live.refusal?.why === Why.ANOTHER_FORMAT ? <button type="button" class="fcr-button" onClick={() => location.reload()}>{words.reload}</button> : null}
          </div>
        ) : null}
        <h1 class="govuk-heading-l">{join.title}</h1>
        <p class="govuk-body">{join.intro}</p>
        <form onSubmit={submit} noValidate>
          <TextField id="code" label={join.code} help={join.code_help} value={code} change={set_code} most={64} fault={missing ? join.code_missing : undefined} />
          <TextField id="name" label={join.name} help={join.name_help} value={name} change={set_name} most={48} />
          <button type="submit" class="fcr-button fcr-button--main" disabled={trying}>{trying ? join.joining : join.submit}</button>
        </form>
        <p class="govuk-body-s">{join.reserved}</p>
        <p class="govuk-body"><a class="govuk-link" href="/wall">{join.as_wall}</a>. {join.as_wall_help}</p>
      </main>
    </>
  );
}
