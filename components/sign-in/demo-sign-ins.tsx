"use client";

export type DemoSignIn = {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
};

/** The people of the demo on this machine; choosing one fills in the form. */
export const DemoSignIns = ({
  people,
  onChoose,
}: {
  people: readonly DemoSignIn[];
  onChoose: (person: DemoSignIn) => void;
}) => (
  <section aria-labelledby="demo-sign-ins" className="mt-8">
    <h2 id="demo-sign-ins" className="text-xs font-medium text-dim">
      Demo sign-ins on this machine
    </h2>
    <ul className="mt-2 grid grid-cols-2 gap-x-4">
      {people.map((person) => (
        <li key={person.email}>
          <button
            type="button"
            onClick={() => onChoose(person)}
            className="-mx-2 flex w-[calc(100%+16px)] flex-col rounded-[var(--radius)] px-2 py-1.5 text-left text-xs hover:bg-accent-soft max-sm:py-2.5"
          >
            <span className="font-medium text-text">{person.role}</span>
            <span className="text-dim">{person.name}</span>
          </button>
        </li>
      ))}
    </ul>
  </section>
);
