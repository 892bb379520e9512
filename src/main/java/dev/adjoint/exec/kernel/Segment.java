package dev.adjoint.exec.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/// A part of a body that becomes one loop over the elements, in a method of its own. The JVM does not
/// compile methods without end, so a long body is cut, and what a later part needs of an earlier one
/// passes through scratch.
///
/// A part reads all it needs of an element before it writes any of that element, and stores come
/// when no later part loads: a store may lie upon a load.
///
/// @param form how it holds values
/// @param values the instructions, by the numbers of their values, in order; constants are in none
/// @param reads the numbers of loads and of earlier parts' values that it needs, in order
/// @param keeps its own values that later parts need
/// @param stores the body's stores that it does, by their index
record Segment(
    Form form,
    List<Integer> values,
    SequencedSet<Integer> reads,
    SequencedSet<Integer> keeps,
    List<Integer> stores) {

  private Segment(Form form) {
    this(form, new ArrayList<>(), new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
  }

  /// Cuts a body into parts of some length of code, in the first form of some that knows the
  /// function.
  static List<Segment> cut(Body body, List<Form> forms, int limit) {
    List<Segment> segments = new ArrayList<>();
    int[] of = new int[body.values()];
    int loads = body.loads().size();
    int length = 0;
    for (int value = loads; value < body.values(); value++) {
      Body.Instruction instruction = body.instructions().get(value - loads);
      if (!(instruction instanceof Body.Constant)) {
        Form form = choose(forms, instruction);
        int more = form.function(instruction).map(form.repertoire()::length).orElse(20);
        length += more;
        if (segments.isEmpty() || segments.getLast().form != form || length > limit) {
          segments.add(new Segment(form));
          length = more;
        }
        of[value] = segments.size() - 1;
        segments.getLast().values.add(value);
      }
    }
    if (segments.isEmpty()) {
      segments.add(new Segment(forms.getFirst()));
    }
    connect(body, segments, of);
    return segments;
  }

  private static Form choose(List<Form> forms, Body.Instruction instruction) {
    for (Form form : forms) {
      if (form.function(instruction).isPresent()) {
        return form;
      }
    }
    return forms.getLast();
  }

  private static void connect(Body body, List<Segment> segments, int[] of) {
    int loads = body.loads().size();
    int lastLoading = 0;
    for (int s = 0; s < segments.size(); s++) {
      for (int value : segments.get(s).values) {
        Body.Instruction instruction = body.instructions().get(value - loads);
        for (int k = 0; k < instruction.operands(); k++) {
          int operand = instruction.operand(k);
          lastLoading = operand < loads ? s : lastLoading;
          need(body, segments, of, operand, s);
        }
      }
    }
    for (int store = 0; store < body.stores().size(); store++) {
      int value = body.stores().get(store);
      int at = Math.max(of[value], lastLoading);
      segments.get(at).stores.add(store);
      need(body, segments, of, value, at);
    }
  }

  private static void need(Body body, List<Segment> segments, int[] of, int value, int segment) {
    if (value < body.loads().size()) {
      segments.get(segment).reads.add(value);
    } else if (!body.isConstant(value) && of[value] != segment) {
      segments.get(segment).reads.add(value);
      segments.get(of[value]).keeps.add(value);
    }
  }

  /// The slots of scratch for what passes from one segment to another, by the number of the value.
  /// They are as many as values pass any one cut, and so no more than [Slots] has.
  static int[] slots(Body body, List<Segment> segments) {
    int[] last = new int[body.values()];
    for (int s = 0; s < segments.size(); s++) {
      for (int value : segments.get(s).reads) {
        last[value] = s;
      }
    }
    int[] slots = new int[body.values()];
    Arrays.fill(slots, -1);
    List<Integer> free = new ArrayList<>();
    int count = 0;
    for (int s = 0; s < segments.size(); s++) {
      for (int value : segments.get(s).reads) {
        if (slots[value] >= 0 && last[value] == s) {
          free.add(slots[value]);
        }
      }
      for (int value : segments.get(s).keeps) {
        slots[value] = free.isEmpty() ? count++ : free.removeLast();
      }
    }
    return slots;
  }
}
