import { useMutation } from '@tanstack/react-query';
import { useCallback, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { nameProblem, stemLength } from '../paths';

export interface NameDialogProps {
  title: string;
  action: string;
  initial?: string;
  /** Names that are in the folder. */
  taken: ReadonlySet<string>;
  onName: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for one name: of a new file, a new folder, or the new one of an entry. */
export function NameDialog({ title, action, initial = '', taken, onName, onClose }: NameDialogProps) {
  const { t } = useTranslation(['files', 'common']);
  const [name, setName] = useState(initial);
  const [tried, setTried] = useState(false);
  const give = useMutation({ mutationFn: onName, onSuccess: onClose });
  const problem =
    name === initial && initial !== ''
      ? undefined
      : (nameProblem(name) ?? (taken.has(name) ? 'taken' : undefined));
  const shown = tried || problem !== 'empty' ? problem : undefined;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined) return;
    if (name === initial) onClose();
    else give.mutate(name);
  };

  const selectStem = useCallback(
    (field: HTMLInputElement | null) => {
      field?.focus();
      field?.setSelectionRange(0, stemLength(initial));
    },
    [initial],
  );

  return (
    <Dialog open onClose={onClose} title={title}>
      <form onSubmit={submit} className="stack">
        <Field
          ref={selectStem}
          label={t('name.label')}
          error={shown && t(`name.${shown}`)}
          value={name}
          onChange={(event) => setName(event.target.value)}
          mono
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        {give.error && <ErrorNote error={give.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={give.isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
