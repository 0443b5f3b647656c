"use client";
import { type FormEvent, useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import type { AccountActions, SetUp } from "./actions";
import { copySecret } from "./copy";

type Props = Pick<AccountActions, "begin" | "confirm"> & {
  /** Given the recovery codes once the app counts. */
  readonly onDone: (codes: readonly string[]) => void;
};

/** Sets up an authenticator app: scan, then type what it shows. */
export function SetUpApp({ begin, confirm, onDone }: Props) {
  const [setUp, setSetUp] = useState<SetUp | null>(null);
  const { run, isPending, problem } = useAction(begin, { done: setSetUp });
  if (setUp !== null)
    return <ScanAndConfirm setUp={setUp} confirm={confirm} onDone={onDone} onCancel={() => setSetUp(null)} />;
  return (
    <div className="flex flex-col items-start gap-3">
      {problem !== null && <ActionProblem problem={problem} />}
      <AliveFields>
        <Button variant="go" icon="key" isPending={isPending} onClick={() => run({})}>
          Set up an authenticator app
        </Button>
      </AliveFields>
    </div>
  );
}

function ScanAndConfirm({
  setUp: { factorId, secret, path, size },
  confirm,
  onDone,
  onCancel,
}: Pick<Props, "confirm" | "onDone"> & { setUp: SetUp; onCancel: () => void }) {
  const [code, setCode] = useState("");
  const { run, isPending, problem, setProblem } = useAction(confirm, { done: ({ codes }) => onDone(codes) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run({ factorId, code });
  };
  return (
    <form
      noValidate
      method="post"
      onSubmit={submit}
      className="flex flex-col gap-5 rounded-lg border border-line p-3.5 sm:flex-row"
    >
      {/* Dark on white in both themes: a camera reads nothing else. */}
      <svg
        role="img"
        aria-label="Code to scan with an authenticator app"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="size-[180px] flex-none max-sm:self-center"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <p className="text-sm">
          Scan this with an authenticator app on your phone, or give the app this key by hand:
        </p>
        <p className="flex flex-wrap items-center gap-2">
          <code aria-label="Key" className="font-mono text-xs break-all select-all">
            {secret.match(/.{1,4}/g)?.join(" ")}
          </code>
          <Button icon="copy" onClick={() => void copySecret(secret, "the key")}>
            Copy
          </Button>
        </p>
        {problem !== null && problem.fields["code"] === undefined && <ActionProblem problem={problem} />}
        <TextField
          label="Code that the app shows"
          hint="Six digits. It proves that the app works before you depend on it."
          error={problem?.fields["code"]}
          value={code}
          onChange={({ target }) => {
            setCode(target.value);
            setProblem(null);
          }}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          inputClassName="font-mono tracking-wider"
          autoFocus
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="go" isPending={isPending}>
            Turn it on
          </Button>
          <Button onClick={onCancel}>Leave it</Button>
        </div>
      </div>
    </form>
  );
}
