package org.goldcard.load.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.crypto.Verifier;

/**
 * The yardstick for what cannot be saved: the native check of one signature after another, over
 * distinct tokens already taken apart. For every number of milliseconds on its input it answers a
 * line with checks, nanoseconds of processor time and nanoseconds passed.
 */
final class SignatureYardstick {
  private final List<byte[]> messages = new ArrayList<>();
  private final List<byte[]> signatures = new ArrayList<>();
  private final Verifier verifier;

  private SignatureYardstick(List<String> lines) {
    byte[] spki = Base64.getDecoder().decode(lines.get(0));
    this.verifier = Signatures.choose().verifier(PublicKeyBytes.ofSpki(Algorithm.EDDSA, spki));
    for (String token : lines.subList(1, lines.size())) {
      int dot = token.lastIndexOf('.');
      messages.add(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
      signatures.add(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    }
  }

  /** The file of the key and the tokens. */
  public static void main(String[] args) throws IOException {
    SignatureYardstick yardstick = new SignatureYardstick(Files.readAllLines(Path.of(args[0])));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      System.out.println(yardstick.check(Long.parseLong(line.strip()) * 1_000_000));
      System.out.flush();
    }
  }

  private String check(long nanos) {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long from = System.nanoTime();
    long checks = 0;
    while (System.nanoTime() - from < nanos) {
      int at = (int) (checks % messages.size());
      byte[] message = messages.get(at);
      if (!verifier.verify(message, message.length, signatures.get(at))) {
        throw new IllegalStateException("a good signature was refused");
      }
      checks++;
    }
    long passed = System.nanoTime() - from;
    return checks + " " + (threads.getCurrentThreadCpuTime() - cpu) + " " + passed;
  }
}
