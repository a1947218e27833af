// One of a few, as radio buttons in a row.

export function Choice<Value extends string>(props: {
  legend: string;
  name: string;
  options: readonly { value: Value; word: string }[];
  chosen: Value;
  choose: (value: Value) => void;
}) {
  return (
    <fieldset class="fcr-choice">
      <legend>{props.legend}</legend>
      {props.options.map(({ value, word }) => (
        <label key={value}>
          <input
            type="radio"
            name={props.name}
            checked={props.chosen === value}
            onChange={() => props.choose(value)}
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
