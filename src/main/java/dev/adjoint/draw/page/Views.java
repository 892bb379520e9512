package dev.adjoint.draw.page;

import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.graph.Node;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Twins;
import dev.adjoint.trace.Version;
import dev.adjoint.trace.Version.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Makes the views of a scene and of other versions of its graph, and what they say of each other.
final class Views {
  private static final String FIRST = "forward";
  private static final int NAME = 40; // characters

  private final List<Version> versions = new ArrayList<>();
  private final List<Viewing> viewings = new ArrayList<>();
  private final Twins twins;

  Views(Scene scene, List<Version> others) {
    versions.add(
        new Version(
            FIRST,
            "Forward and backward",
            caption(scene.trace()),
            scene.trace(),
            others.stream()
                .filter(version -> version.id().equals(FIRST))
                .findFirst()
                .map(Version::marks)
                .orElse(Map.of())));
    others.stream().filter(version -> !version.id().equals(FIRST)).forEach(versions::add);
    Map<String, Predicate<Node>> shown = new HashMap<>();
    for (Version version : versions) {
      boolean isFirst = viewings.isEmpty(); // which alone knows of what is wrong
      Scene own = isFirst ? scene : scene.wrong(List.of(), List.of());
      Viewing viewing = new Viewing(own.trace(version.trace()));
      viewings.add(viewing);
      shown.put(version.id(), viewing::isShown);
    }
    this.twins = Twins.of(versions, shown);
  }

  private static String caption(Trace trace) {
    String values = "Each box is a value; an arrow leads from a value to what is computed from it.";
    String of = Glyphs.cut(trace.of(), NAME);
    return trace.gradients().isEmpty()
        ? values
        : values + " ∂%s/∂x says how much %s grows when x grows by a little.".formatted(of, of);
  }

  List<View> all() {
    List<View> views = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      views.add(viewings.get(i).view(version.id(), version.title(), version.caption()));
    }
    return views.size() == 1
        ? views
        : IntStream.range(0, views.size()).mapToObj(i -> said(i, views)).toList();
  }

  private View said(int index, List<View> views) {
    View view = views.get(index);
    Version version = versions.get(index);
    Node[] nodes = new Node[view.boxes().size()];
    view.places().forEach((node, place) -> nodes[place] = node);
    List<View.Said> said = new ArrayList<>();
    for (Node node : nodes) {
      if (node == null) {
        said.add(View.Said.NOTHING);
        continue;
      }
      Mark mark = version.mark(node);
      said.add(
          new View.Said(
              mark.change() == null ? null : mark.change().name().toLowerCase(Locale.ROOT),
              mark.note().isEmpty() ? null : mark.note(),
              twins(node, version, views)));
    }
    return view.said(said);
  }

  private Map<String, List<Integer>> twins(Node node, Version version, List<View> views) {
    Map<String, List<Integer>> all = new LinkedHashMap<>();
    for (int i = 0; i < views.size(); i++) {
      Version other = versions.get(i);
      if (other != version) {
        List<Integer> places =
            twins.in(other, version, node).stream().map(views.get(i).places()::get).toList();
        if (!places.isEmpty()) {
          all.put(other.id(), places);
        }
      }
    }
    return all;
  }
}
