// Fields of forms: label above, help and fault between, the control below.
import type { ComponentChildren } from 'preact';

interface FieldFrame {
  id: string;
  label: string;
  help?: string | undefined;
  fault?: string | undefined;
}

const described = (props: FieldFrame) => [props.help ? `${props.id}-help` : '', props.fault ? `${props.id}-fault` : ''].filter(Boolean).join(' ') || undefined;

function Frame(props: FieldFrame & { children: ComponentChildren }) {
  return (
    <div class={props.fault ? 'fcr-field fcr-field--fault' : 'fcr-field'}>
      <label for={props.id}>{props.label}</label>
      {props.help ? <p id={`${props.id}-help`} class="fcr-field__help">{props.help}</p> : null}
      {props.fault ? <p id={`${props.id}-fault`} class="fcr-field__fault">{props.fault}</p> : null}
      {props.children}
    </div>
  );
}

export function TextField(props: FieldFrame & { value: string; change: (value: string) => void; most: number; rows?: number; wide?: boolean }) {
  const shared = {
    id: props.id,
    value: props.value,
    maxLength: props.most,
    'aria-describedby': described(props),
    'aria-invalid': props.fault ? true : undefined,
    onInput: (event: Event) => props.change((event.target as HTMLInputElement).value),
    autocomplete: 'off' as const,
    spellcheck: props.rows !== undefined,
  };
  return <Frame {...props}>{props.rows ? <textarea rows={props.rows} {...shared} /> : <input type="text" {...shared} />}</Frame>;
}

export function NumberField(props: FieldFrame & { value: string; change: (value: string) => void; least: number; most: number; step?: number }) {
  return (
    <Frame {...props}>
      <input
        type="number"
        id={props.id}
        value={props.value}
        min={props.least}
        max={props.most}
        step={props.step ?? 1}
        aria-describedby={described(props)}
        aria-invalid={props.fault ? true : undefined}
        onInput={(event) => props.change((event.target as HTMLInputElement).value)}
      />
    </Frame>
  );
}

export function SelectField<Value extends string>(props: FieldFrame & { value: Value; change: (value: Value) => void; options: readonly { value: Value; word: string }[] }) {
  return (
    <Frame {...props}>
      <select id={props.id} value={props.value} aria-describedby={described(props)} onChange={(event) => props.change((event.target as HTMLSelectElement).value as Value)}>
        {props.options.map((option) => <option key={option.value} value={option.value}>{option.word}</option>)}
      </select>
    </Frame>
  );
}
