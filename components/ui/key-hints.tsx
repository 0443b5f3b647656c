"use client";
import { useState } from "react";
import { Dialog } from "./dialog";
import { Kbd } from "./kbd";
import { keyNames, useKeyList, useKeys } from "./keys";

/** Press `?` for every key that works on this page. */
export function KeyHints() {
  const [isOpen, setIsOpen] = useState(false);
  const list = useKeyList();
  useKeys([{ key: "?", label: "Show these keys", run: () => setIsOpen(true) }]);
  return (
    <Dialog title="Keys on this page" isOpen={isOpen} onOpenChange={setIsOpen}>
      <dl className="grid gap-x-8 text-sm sm:grid-cols-2">
        {list.map((binding) => (
          <div key={binding.key} className="flex items-center gap-2 border-b border-line py-1.5">
            <dt className="flex-1">{binding.label}</dt>
            <dd className="flex gap-1">
              {keyNames(binding.key).map((name, at) => (
                <Kbd key={at} className="inline-block!">
                  {name}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
