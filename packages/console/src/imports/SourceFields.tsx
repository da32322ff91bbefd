import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { textOf } from '../team/saving.ts';
import { intervals } from './import-words.ts';

/** A source as its form shows it. */
export interface SourceValues {
  name: string;
  licence: string | null;
  address: string | null;
  everyHours: number | null;
  appliesUpTo: number | null;
}

/** Name, licence, address, how often and what may happen without asking. */
export function SourceFields({
  id,
  source,
  hasAddress,
  problem,
}: {
  /** Unique on the page. */
  id: string;
  source?: SourceValues;
  /** It is read from a web address; else somebody brings files. */
  hasAddress: boolean;
  problem: { message: string; field: string | null } | null;
}): JSX.Element {
  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <>
      <Field
        id={`${id}-name`}
        name="name"
        label="Name"
        hint="People see it as where a service comes from, for example “Trafford directory”."
        maxLength={200}
        required
        defaultValue={source?.name ?? ''}
        problem={problemOf('name')}
      />
      <Field
        id={`${id}-licence`}
        name="licence"
        label="Licence (optional)"
        hint="Under which it may be shown, for example OGL-UK-3.0."
        maxLength={200}
        defaultValue={source?.licence ?? ''}
        problem={problemOf('licence')}
      />
      {hasAddress && (
        <>
          <Field
            id={`${id}-address`}
            name="address"
            type="text"
            inputMode="url"
            label="Web address"
            hint="Of an Open Referral (HSDS or ORUK) feed, a zip or a CSV file. It starts with https:// or http://."
            maxLength={2000}
            required
            defaultValue={source?.address ?? ''}
            problem={problemOf('address')}
          />
          <div class="field">
            <label for={`${id}-hours`}>How often to read it</label>
            <select id={`${id}-hours`} name="everyHours">
              {intervals.map(({ hours, label }) => (
                <option key={hours} value={hours} selected={hours === (source?.everyHours ?? 0)}>
                  {label}
                </option>
              ))}
              {source?.everyHours && !intervals.some(({ hours }) => hours === source.everyHours) && (
                <option value={source.everyHours} selected>{`Every ${source.everyHours} hours`}</option>
              )}
            </select>
          </div>
          <label class="check">
            <input
              type="checkbox"
              name="appliesItself"
              value="yes"
              defaultChecked={source ? source.appliesUpTo !== null : false}
            />
            Apply without asking when little changes and nothing is unsure
          </label>
          <Field
            id={`${id}-removals`}
            name="removals"
            label="At most so many records changed or removed"
            hint="Used only with the box above, and for addresses that start with https://. A new phone number, e-mail or web address always waits for you."
            inputMode="numeric"
            maxLength={6}
            problem={problemOf('appliesUpTo')}
            defaultValue={String(source?.appliesUpTo ?? 10)}
          />
        </>
      )}
    </>
  );
}

/** What the form says, as the API takes it. */
export function sourceInput(event: SubmitEvent, hasAddress: boolean) {
  const removals = Number.parseInt(textOf(event, 'removals'), 10);
  return {
    name: textOf(event, 'name'),
    licence: textOf(event, 'licence'),
    ...(hasAddress && {
      address: textOf(event, 'address'),
      everyHours: Number(textOf(event, 'everyHours')),
      appliesUpTo: textOf(event, 'appliesItself') === 'yes' ? Math.max(0, Number.isNaN(removals) ? 0 : removals) : -1,
    }),
  };
}
