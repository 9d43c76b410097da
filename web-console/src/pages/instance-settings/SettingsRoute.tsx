import { useFrame } from '@/instance/context';
import { may } from '@/api/permissions';
import { PageBody } from '@/design/Page';
import { useMay } from '@/session/session';
import { DangerZone } from './DangerZone';
import { DefinitionSection } from './DefinitionSection';
import { ExpirySection } from './ExpirySection';
import { FilesSection } from './FilesSection';
import { HistorySection } from './HistorySection';
import { LabelsSection } from './LabelsSection';
import { OwnerSection } from './OwnerSection';
import { UpkeepSection } from './UpkeepSection';
import styles from './Settings.module.css';

/** What an instance is, whose it is, and its end. */
export default function SettingsRoute() {
  const { instance } = useFrame();
  const mayUsers = useMay('user.manage');
  return (
    <div className={styles.page}>
      <PageBody narrow>
        <DefinitionSection instance={instance} />
        {!may(instance, 'instance.edit') && <UpkeepSection instance={instance} />}
        {may(instance, 'instance.edit') && <FilesSection instance={instance} />}
        {may(instance, 'instance.edit') && <HistorySection instance={instance} />}
        {(may(instance, 'instance.edit') || may(instance, 'instance.rename')) && <LabelsSection instance={instance} />}
        {may(instance, 'instance.edit') && <ExpirySection instance={instance} />}
        {mayUsers && may(instance, 'instance.edit') && <OwnerSection instance={instance} />}
        {may(instance, 'instance.delete') && <DangerZone instance={instance} />}
      </PageBody>
    </div>
  );
}
