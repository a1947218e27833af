// One of a few, as buttons beside each other.

export function Switch<Value extends string>(props: { label: string; options: Readonly<Record<Value, string>>; chosen: Value; choose: (value: Value) => void }) {
  return (
    <div class="fcr-pick" role="group" aria-label={props.label}>
      <span class="fcr-pick__label" aria-hidden="true">{props.label}</span>
      {(Object.keys(props.options) as Value[]).map((value) => (
        <button type="button" key={value} aria-pressed={props.chosen === value} onClick={() => props.choose(value)}>{props.options[value]}</button>
      ))}
    </div>
  );
}
