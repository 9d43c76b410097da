import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makeApiKey, type MadeApiKey, type NewApiKey } from '@/api/keyCalls';
import { CheckField, Field, FieldGroup, SelectField, TextField } from '@/design/Field';
import { FormDialog } from '@/files/dialogs/FormDialog';
import { InstanceChoice } from './InstanceChoice';
import { PermissionChoice } from './PermissionChoice';

const DAYS = ['1', '7', '30', '90', '365', '0'] as const;
type Days = (typeof DAYS)[number];
const DAY_MILLIS = 24 * 3600 * 1000;

/** What a key may, with what, from where and until when. */
export function NewKeyDialog({ onMade, onClose }: { onMade: (key: MadeApiKey) => void; onClose: () => void }) {
  const { t } = useTranslation('security');
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<readonly string[]>();
  const [instances, setInstances] = useState<readonly string[]>();
  const [days, setDays] = useState<Days>('90');
  const [addresses, setAddresses] = useState('');
  const [tried, setTried] = useState(false);
  const isNameless = name.trim() === '';
  const isEmpty = permissions?.length === 0 || instances?.length === 0;

  const make = async () => {
    setTried(true);
    if (isNameless || isEmpty) throw new Error('fields');
    const lines = addresses.split(/[\s,]+/).filter((line) => line !== '');
    const body: NewApiKey = {
      name: name.trim(),
      ...(permissions && { permissions: [...permissions] }),
      ...(instances && { instances: [...instances] }),
      ...(lines.length > 0 && { addresses: lines }),
      ...(days !== '0' && { expires: new Date(Date.now() + Number(days) * DAY_MILLIS).toISOString() }),
    };
    onMade(await makeApiKey(body));
  };
  return (
    <FormDialog wide title={t('new.title')} action={t('new.make')} valid={!isNameless && !isEmpty} onSubmit={make} onClose={onClose}>
      <Field
        label={t('new.name')}
        hint={t('new.nameHint')}
        maxLength={80}
        autoComplete="off"
        value={name}
        error={tried && isNameless ? t('new.nameNeeded') : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <FieldGroup legend={t('new.rights')}>
        <CheckField
          type="radio"
          name="rights"
          label={t('new.rightsAll')}
          checked={permissions === undefined}
          onChange={() => setPermissions(undefined)}
        />
        <CheckField
          type="radio"
          name="rights"
          label={t('new.rightsSome')}
          checked={permissions !== undefined}
          onChange={() => setPermissions((former) => former ?? [])}
        />
        {permissions && <PermissionChoice chosen={permissions} onChange={setPermissions} />}
      </FieldGroup>
      <FieldGroup legend={t('new.instances')}>
        <CheckField
          type="radio"
          name="instances"
          label={t('new.instancesAll')}
          checked={instances === undefined}
          onChange={() => setInstances(undefined)}
        />
        <CheckField
          type="radio"
          name="instances"
          label={t('new.instancesSome')}
          checked={instances !== undefined}
          onChange={() => setInstances((former) => former ?? [])}
        />
        {instances && <InstanceChoice chosen={instances} onChange={setInstances} />}
      </FieldGroup>
      <SelectField label={t('new.expires')} value={days} onChange={(event) => setDays(event.target.value as Days)}>
        {DAYS.map((each) => (
          <option key={each} value={each}>
            {t(`new.after.${each}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('new.addresses')}
        hint={t('new.addressesHint')}
        mono
        rows={2}
        spellCheck={false}
        value={addresses}
        onChange={(event) => setAddresses(event.target.value)}
      />
    </FormDialog>
  );
}
