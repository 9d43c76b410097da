package io.ostler.itests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.itests.files.door.Act;
import io.ostler.itests.files.door.ArchiveDoor;
import io.ostler.itests.files.door.Door;
import io.ostler.itests.files.door.DownloadDoor;
import io.ostler.itests.files.door.FetchDoor;
import io.ostler.itests.files.door.PutDoor;
import io.ostler.itests.files.door.Rest;
import io.ostler.itests.files.door.RestDoor;
import io.ostler.itests.files.door.SftpDoor;
import io.ostler.itests.files.door.TusDoor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The table of abuse through all doors to files: refused with a reason, nothing outside touched, nothing changed. */
class FilesAbuseIT {
    @TempDir
    private static Path temp;

    private static House house;
    private static Scenes owner;
    private static List<Door> ownersDoors;
    private static Scenes member;
    private static List<Door> membersDoors;

    @BeforeAll
    static void open() throws Exception {
        house = House.open(temp.resolve("data"));
        var mine = house.instance("mine", null, List.of());
        owner = Scenes.of(house.files(mine), temp.resolve("outside"));
        ownersDoors = doors(house, house.admin(), "admin", mine);
        var shared = house.instance("shared", null, MemberRows.DENIED);
        house.account("paula");
        house.member(shared, "paula", MemberRows.PERMISSIONS, MemberRows.RULES);
        member = Scenes.of(house.files(shared), temp.resolve("outside of shared"));
        membersDoors = doors(house, house.signedIn("paula"), "paula", shared);
    }

    @AfterAll
    static void close() throws Exception {
        for (var doors : List.of(ownersDoors, membersDoors)) {
            for (var door : doors) {
                door.close();
            }
        }
        house.close();
    }

    /** All doors of one person to one instance. */
    static List<Door> doors(House house, Rest rest, String user, String instance) throws Exception {
        var folder = house.files(instance);
        return new ArrayList<>(List.of(
                new RestDoor(rest, instance),
                new PutDoor(rest, instance, false),
                new PutDoor(rest, instance, true),
                new TusDoor(rest, instance, false),
                new TusDoor(rest, instance, true),
                new DownloadDoor(rest, instance, false),
                new DownloadDoor(rest, instance, true),
                new ArchiveDoor(rest, instance, folder, false),
                new ArchiveDoor(rest, instance, folder, true),
                new FetchDoor(rest, instance),
                SftpDoor.open(house.sftpPort(instance), user + "." + instance, House.PASSWORD)));
    }

    @Test
    void everyActIsDoneByADoorOrHasAReasonWhyNot() {
        var done = EnumSet.noneOf(Act.class);
        for (var door : ownersDoors) {
            var named = new HashSet<>(door.acts());
            named.addAll(door.leftOut().keySet());
            assertEquals(EnumSet.allOf(Act.class), named, door.name());
            done.addAll(door.acts());
        }
        assertEquals(EnumSet.allOf(Act.class), done);
    }

    @TestFactory
    Stream<DynamicTest> namesLinksAndDevices() {
        return new AbuseTable(owner, ownersDoors).tests(Rows.all(owner.inside(), owner.outside()));
    }

    @TestFactory
    Stream<DynamicTest> whatIsDeniedAndHidden() {
        return new AbuseTable(member, membersDoors).tests(MemberRows.all());
    }
}
