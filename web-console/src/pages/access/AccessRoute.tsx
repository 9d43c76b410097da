import { may } from '@/api/permissions';
import { PageBody } from '@/design/Page';
import { useFrame } from '@/instance/context';
import styles from '../instance-settings/Settings.module.css';
import { MembersSection } from './MembersSection';
import { SftpSection } from './SftpSection';

/** Who may use the instance, and other ways to its files. */
export default function AccessRoute() {
  const { instance } = useFrame();
  return (
    <div className={styles.page}>
      <PageBody narrow>
        {may(instance, 'instance.members') && <MembersSection instance={instance} />}
        {may(instance, 'instance.files.read') && <SftpSection instance={instance} />}
      </PageBody>
    </div>
  );
}
