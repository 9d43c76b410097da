package io.ostler.daemon.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attachment; filename=plain.zip|plain.zip",
                "attachment; filename=\"with space.zip\"|with space.zip",
                "attachment; filename=\"a\\\"b.zip\"|a_b.zip",
                "attachment; filename=x.zip; filename*=UTF-8''%E4%B8%96.zip|世.zip",
                "attachment; filename*=klingon''%41.zip; filename=x.zip|x.zip",
                "inline; filename=\"../../../etc/passwd\"|passwd",
                "inline; filename=\"C:\\\\Windows\\\\evil.exe\"|evil.exe",
                "inline; filename=\".bashrc\"|bashrc",
                "inline; filename=\"..\"|address.bin",
                "inline; filename=\"name. .\"|name",
                "inline; filename*=UTF-8''a%00b%0Ac%E2%80%AEgpj.exe|abcgpj.exe",
                "inline; filename*=UTF-8''%2e%2e%2fevil|evil",
                "inline; filename=\"file:stream\"|file_stream",
                "inline|address.bin",
            })
    void namesOfServersAreTamed(String disposition, String name) {
        assertEquals(name, FileName.of(disposition, "/folder/address.bin?x=/evil"));
    }

    @ParameterizedTest
    @CsvSource({
        "/,download",
        "/a/,download",
        "/a/b.jar,b.jar",
        "/a/%2e%2e%2fpasswd,passwd",
        "/a/c++%20d.jar,c++ d.jar",
        "/%zz,%zz",
        "/..,download"
    })
    void elseTheAddressNamesIt(String target, String name) {
        assertEquals(name, FileName.of(null, target));
    }

    @Test
    void longNamesKeepTheirEnding() {
        var name = FileName.cleaned("世".repeat(300) + ".zip");
        assertTrue(name.endsWith(".zip"));
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 200);
    }
}
