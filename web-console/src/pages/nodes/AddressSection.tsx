import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeNode } from '@/api/calls';
import type { Node } from '@/api/types';
import { Button } from '@/design/Button';
import { Field, TextField } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { showNode } from '@/live/patches';
import { parseAddresses } from './nodeText';

/** Name, and the addresses at which panel and browsers try the daemon. */
export function AddressSection({ node }: { node: Node }) {
  const { t } = useTranslation(['nodes', 'common']);
  const [name, setName] = useState<string>();
  const [text, setText] = useState<string>();
  const shownName = name ?? node.name;
  const shownText = text ?? node.addresses.join('\n');
  const { addresses, error } = parseAddresses(shownText);
  const dirty = shownName.trim() !== node.name || addresses.join('\n') !== node.addresses.join('\n');

  const save = useMutation({
    mutationFn: () => changeNode(node.id, { name: shownName.trim(), ...(!node.local && { addresses }) }),
    onSuccess: (changed) => {
      showNode(changed);
      setName(undefined);
      setText(undefined);
      toast(t('common:saved'));
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (dirty && !error && shownName.trim() !== '') save.mutate();
  };
  return (
    <Section title={t('address.section')}>
      <form onSubmit={submit} className="stack" noValidate>
        <Field label={t('address.name')} value={shownName} maxLength={80} required onChange={(event) => setName(event.target.value)} />
        {!node.local && (
          <TextField
            label={t('address.label')}
            hint={t('address.hint')}
            mono
            rows={3}
            spellCheck={false}
            value={shownText}
            error={error && t(`address.error.${error.rule}`, { line: error.line })}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {save.error && <ErrorNote error={save.error} />}
        <div className="actions">
          <Button kind="primary" type="submit" pending={save.isPending} disabled={!dirty || error !== undefined}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
