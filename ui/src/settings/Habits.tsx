/** What this person likes on this computer: to start at log-on, and to stay in the tray when the window is closed. Kept by the desktop, not in the ledger. */
import { useEffect, useState } from 'react';
import { habits, type Habits as Likes, like, refused } from '../lib/call';
import type { Problem } from '../lib/generated';
import { t } from '../lib/wording';
import { Choices } from '../parts/Button';
import { Problems } from '../parts/Problems';

export function Habits() {
  const [likes, setLikes] = useState<Likes | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  useEffect(() => {
    let here = true;
    habits().then((found) => here && setLikes(found));
    return () => {
      here = false;
    };
  }, []);
  if (!likes) return null;
  const change = (next: Partial<Likes>) => {
    setProblems([]);
    like({ ...likes, ...next }).then(setLikes, (error) => setProblems(refused(error).problems));
  };
  return (
    <>
      <Problems problems={problems} />
      <Switch
        label="ui.habits.log_on"
        name="log-on"
        on={likes.starts_at_log_on}
        onChange={(starts_at_log_on) => change({ starts_at_log_on })}
      />
      {likes.has_tray && (
        <Switch
          label="ui.habits.tray"
          name="tray"
          on={likes.stays_in_tray}
          onChange={(stays_in_tray) => change({ stays_in_tray })}
        />
      )}
    </>
  );
}

function Switch({
  label,
  name,
  on,
  onChange,
}: {
  label: 'ui.habits.log_on' | 'ui.habits.tray';
  name: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <span className="font-bold" aria-hidden="true">
        {t(label)}
      </span>
      <Choices
        label={label}
        value={on ? 'on' : 'off'}
        onChange={(value) => onChange(value === 'on')}
        choices={[
          { value: 'on', label: t('ui.habits.yes'), testId: `${name}-on` },
          { value: 'off', label: t('ui.habits.no'), testId: `${name}-off` },
        ]}
      />
    </div>
  );
}
