package dev.adjoint.cli;

import dev.adjoint.exec.Peak;
import dev.adjoint.exec.Profile;
import dev.adjoint.exec.Work;
import dev.adjoint.graph.Node;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.DType;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What `run --profile` prints: where the time went, by parts of the program.
final class ProfileTable {
  private static final int FEW = 10; // rows that are always shown
  private static final int MOST = 30;
  private static final double LEAST = 0.0001; // of the time: what takes less is summed up

  private final Map<DType, Peak> peaks = new EnumMap<>(DType.class);

  /// The table, its lines ended.
  static String of(List<Profile.Row> rows) {
    return rows.isEmpty() ? "nothing was computed\n" : new ProfileTable().table(rows);
  }

  private String table(List<Profile.Row> rows) {
    double total = rows.stream().mapToLong(Profile.Row::nanos).sum();
    StringBuilder text = new StringBuilder();
    text.append(line("time", "share", "calls", "each", "rate", "of peak", "what"));
    int shown = 0;
    for (Profile.Row row : rows) {
      if (shown == MOST || shown >= FEW && row.nanos() < LEAST * total) {
        break;
      }
      shown++;
      text.append(line(row, total));
    }
    if (shown < rows.size()) {
      double rest = rows.stream().skip(shown).mapToLong(Profile.Row::nanos).sum();
      text.append(
          line(time(rest), share(rest, total), "", "", "", "", (rows.size() - shown) + " others"));
    }
    text.append(line(time(total), "", "", "", "", "", "in all"));
    peaks.forEach(
        (dtype, peak) ->
            text.append(
                "peak of this machine in %s, measured now: %s for products, %s to and from memory\n"
                    .formatted(dtype, operations(peak.operations()), bytes(peak.bytes()))));
    return text.toString();
  }

  private String line(Profile.Row row, double total) {
    Work work = row.work();
    double seconds = row.nanos() / 1e9;
    Peak peak = peaks.computeIfAbsent(work.nodes().getFirst().type().dtype(), Peak::measure);
    double done = row.calls() * (work.isBoundByMemory() ? work.bytes() : work.operations());
    double rate = done / seconds;
    double best = work.isBoundByMemory() ? peak.bytes() : peak.operations();
    return line(
        time(row.nanos()),
        share(row.nanos(), total),
        Long.toString(row.calls()),
        time((double) row.nanos() / row.calls()),
        work.isBoundByMemory() ? bytes(rate) : operations(rate),
        share(rate, best),
        work.name() + describe(work.nodes()));
  }

  private static String line(
      String time, String share, String calls, String each, String rate, String peak, String what) {
    String format = "%10s %7s %9s %10s %13s %8s  %s";
    return String.format(Locale.ROOT, format, time, share, calls, each, rate, peak, what)
            .stripTrailing()
        + "\n";
  }

  /// The operations, each with how often it occurs if that is not once, and the lines they come from.
  private static String describe(List<Node> nodes) {
    Map<String, Integer> names = new LinkedHashMap<>();
    Map<String, TreeSet<Integer>> lines = new TreeMap<>();
    for (Node node : nodes) {
      names.merge(node.op().name(), 1, Integer::sum);
      node.origin().place().ifPresent(span -> add(span, lines));
    }
    String operations =
        names.entrySet().stream()
            .map(e -> e.getValue() == 1 ? e.getKey() : e.getValue() + "·" + e.getKey())
            .collect(Collectors.joining(" "));
    String places =
        lines.entrySet().stream()
            .map(e -> "  " + e.getKey() + ":" + join(e.getValue()))
            .collect(Collectors.joining());
    return (nodes.size() == 1 ? "" : ": " + operations) + places;
  }

  private static void add(Span span, Map<String, TreeSet<Integer>> lines) {
    String file = Path.of(span.source().name()).getFileName().toString();
    lines.computeIfAbsent(file, _ -> new TreeSet<>()).add(span.line());
  }

  private static String join(TreeSet<Integer> lines) {
    return lines.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String share(double part, double whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * part / whole);
  }

  private static String time(double nanos) {
    return nanos < 1e4
        ? String.format(Locale.ROOT, "%.0f ns", nanos)
        : nanos < 1e7
            ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
            : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  private static String operations(double perSecond) {
    return String.format(Locale.ROOT, "%.2f GFLOP/s", perSecond / 1e9);
  }

  private static String bytes(double perSecond) {
    return String.format(Locale.ROOT, "%.2f GB/s", perSecond / 1e9);
  }
}
