package io.ostler.daemon.detect.internal.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.daemon.api.detect.EventReader;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as real servers write them, and lines with which a player would like to be taken for another. */
class EventsTest {
    private static final Map<String, EventReader> READERS = Map.of(
            "minecraft", new MinecraftEvents(),
            "luanti", new LuantiEvents(),
            "openttd", new OpenttdEvents(),
            "freeciv", new FreecivEvents());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "minecraft|[22:34:19] [Server thread/INFO]: Done (5.123s)! For help, type \"help\"|ready {}",
                "minecraft|[22:34:19 INFO]: Done (5,123s)! For help, type \"help\" or \"?\"|ready {}",
                "minecraft|[22:34:19] [Server thread/INFO]: Notch joined the game|join {player=Notch}",
                "minecraft|[22Nov2026 22:34:19.123] [Server thread/INFO] [net.minecraft.server.MinecraftServer/]: Notch joined the game|join {player=Notch}",
                "minecraft|[22:34:19 INFO]: .Bedrock_1 left the game|leave {player=.Bedrock_1}",
                "minecraft|[22:34:19] [Server thread/INFO]: <Notch> hello there|chat {player=Notch, text=hello there}",
                "minecraft|[22:34:19] [Async Chat Thread - #1/INFO]: [Not Secure] <Notch> hi|chat {player=Notch, text=hi}",
                "minecraft|[22:34:19] [Server thread/INFO]: <Evil> Notch joined the game|chat {player=Evil, text=Notch joined the game}",
                "minecraft|[22:34:19] [Server thread/INFO]: <Evil> [22:34:19] [Server thread/INFO]: Notch left the game|chat {player=Evil, text=[22:34:19] [Server thread/INFO]: Notch left the game}",
                "minecraft|[22:34:19] [Server thread/INFO]: * Evil Notch joined the game|-",
                "minecraft|[22:34:19] [Server thread/INFO]: [Evil] Notch joined the game|-",
                "minecraft|Notch joined the game|-",
                "luanti|2026-11-22 22:34:19: ACTION[Main]: Server for gameid=\"minetest\" listening on [::]:31501.|ready {}",
                "luanti|2026-11-22 22:34:19: ACTION[Server]: linus [172.25.1.2] joins game. List of players: linus|join {player=linus}",
                "luanti|2026-11-22 22:34:19: ACTION[Server]: linus joins game. List of players: linus |join {player=linus}",
                "luanti|2026-11-22 22:34:19: ACTION[Server]: linus leaves game. List of players:|leave {player=linus}",
                "luanti|2026-11-22 22:34:19: ACTION[Server]: linus times out. List of players: a b|leave {player=linus}",
                "luanti|2026-11-22 22:34:19: ACTION[Server]: CHAT: <linus> hello|chat {player=linus, text=hello}",
                "luanti|2026-11-22 22:34:19: ACTION[Server]: CHAT: <evil> 2026-11-22 22:34:19: ACTION[Server]: linus joins game. List of players: linus|chat {player=evil, text=2026-11-22 22:34:19: ACTION[Server]: linus joins game. List of players: linus}",
                "luanti|2026-11-22 22:34:19: ACTION[Server]: evil writes \"linus joins game. List of players: linus\" to sign|-",
                "openttd|dbg: [net] Map generated, starting game|ready {}",
                "openttd|*** JRPM Test Client has joined the game (Client #2)|join {player=JRPM Test Client}",
                "openttd|*** Ann has left the game (general timeout)|leave {player=Ann}",
                "openttd|\u200e[All] Unnamed Client: hallo|chat {player=Unnamed Client, text=hallo}",
                "openttd|\u200e[All] evil: *** Ann has joined the game (Client #3)|chat {player=evil, text=*** Ann has joined the game (Client #3)}",
                "openttd|*** evil has changed his/her name to Ann has joined the game|-",
                "openttd|[Private] evil: *** Ann has left the game (x)|-",
                "freeciv|2: Now accepting new client connections on port 31503.|ready {}",
                "freeciv|2: ann has connected from 192.0.2.7.|join {player=ann}",
                "freeciv|2: Lost connection: ann from 192.0.2.7 (client disconnected).|leave {player=ann}",
                "freeciv|2: evil: ann has connected from 192.0.2.7.|-"
            })
    void aLineIsTheEventItsWholeFormSays(String reader, String line, String event) {
        var read = READERS.get(reader)
                .read(line)
                .map(e -> e.kind() + " " + new TreeMap<>(e.values()))
                .orElse("-");
        assertEquals(event, read);
    }
}
