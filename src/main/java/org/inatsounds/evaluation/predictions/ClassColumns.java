package org.inatsounds.evaluation.predictions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;

/** Which class each column of a score matrix holds. Every class has one column. */
public final class ClassColumns {

    /** In place of a class: a column that is not evaluated, or holds no scores. */
    static final int NONE = -1;

    private static final int NAMED = 5;

    private final int[] classOf;
    private final List<String> notEvaluated;

    /** The classes that have a column. */
    private final int[] present;

    private ClassColumns(int[] classOf, List<String> notEvaluated) {
        this(
                classOf,
                notEvaluated,
                Arrays.stream(classOf).filter(c -> c != NONE).sorted().toArray());
    }

    private ClassColumns(int[] classOf, List<String> notEvaluated, int[] present) {
        this.classOf = classOf;
        this.notEvaluated = notEvaluated;
        this.present = present;
    }

    /** The class of each column, {@link #NONE} for the others. */
    int[] classOf() {
        return classOf.clone();
    }

    /**
     * The class that each number of a row is of, ascending: all of them, but where classes may have no column. Then what the
     * other methods call a class is a place in this list.
     */
    int[] present() {
        return present.clone();
    }

    /** The columns of categories outside the classes, named as in the file. */
    public List<String> notEvaluated() {
        return notEvaluated;
    }

    /** Takes the names of columns one by one, from left to right. */
    static final class Builder {

        private final GroundTruth truth;
        private final List<Integer> classOf = new ArrayList<>();
        private final List<String> notEvaluated = new ArrayList<>();
        private final Map<Integer, String> placeOf = new HashMap<>();

        Builder(GroundTruth truth) {
            this.truth = truth;
        }

        /** Adds a column that holds no scores. */
        void addOther() {
            classOf.add(NONE);
        }

        /**
         * Adds a column of scores.
         *
         * @param name as in the file
         * @param place where the name stands, for messages: file, line, column
         * @throws BadInputException when the category has a column already
         */
        void add(Category category, String name, String place) {
            String other = placeOf.putIfAbsent(category.id(), place);
            if (other != null) {
                throw new BadInputException(
                        place + ": a second column for category " + describe(category) + "; the first is at " + other);
            }
            int index = truth.classOfCategory(category.id());
            classOf.add(index);
            if (index == NONE) {
                notEvaluated.add(name);
            }
        }

        /**
         * Ends the list.
         *
         * @param place what the names stand in, for messages
         * @throws BadInputException when a class has no column
         */
        ClassColumns build(String place) {
            List<Category> missing = truth.classes().stream()
                    .filter(category -> !placeOf.containsKey(category.id()))
                    .toList();
            if (!missing.isEmpty()) {
                List<String> named =
                        missing.stream().limit(NAMED).map(Builder::describe).toList();
                throw new BadInputException(place + ": no column for " + missing.size() + " of the "
                        + truth.classes().size() + " categories that are evaluated: " + String.join(", ", named)
                        + (missing.size() > NAMED ? ", …" : ""));
            }
            return new ClassColumns(classOf.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(notEvaluated));
        }

        /** Ends the list; classes may have no column. */
        ClassColumns buildWithGaps() {
            int[] whole = classOf.stream().mapToInt(Integer::intValue).toArray();
            int[] present = Arrays.stream(whole).filter(c -> c != NONE).sorted().toArray();
            int[] places = Arrays.stream(whole)
                    .map(c -> c == NONE ? NONE : Arrays.binarySearch(present, c))
                    .toArray();
            return new ClassColumns(places, List.copyOf(notEvaluated), present);
        }

        private static String describe(Category category) {
            return category.id() + " (" + category.name() + ")";
        }
    }

    /** The columns of a matrix whose columns have no names of their own: these categories, in this order. */
    static ClassColumns of(GroundTruth truth, List<Category> columns) {
        Builder builder = new Builder(truth);
        for (Category category : columns) {
            builder.add(category, Integer.toString(category.id()), "");
        }
        return builder.build("");
    }

    /** A matrix with the classes themselves as columns, taken from a file that has other categories, too. */
    static ClassColumns ofClasses(GroundTruth truth, List<String> notEvaluated) {
        return new ClassColumns(IntStream.range(0, truth.classes().size()).toArray(), List.copyOf(notEvaluated));
    }

    /**
     * Columns without names, taken for those categories that are as many: all, else the evaluated, else the classes.
     *
     * @param subject what has them, for the message: {@code p.npy: the matrix has}
     * @param advice what to do if none are; may be empty
     * @throws BadInputException when none are as many
     */
    static ClassColumns byNumber(GroundTruth truth, long count, String subject, String advice) {
        List<Category> all = truth.categories();
        List<Category> evaluated = all.stream().filter(Category::evaluation).toList();
        List<Category> classes = truth.withRecordings();
        if (count == all.size()) {
            return of(truth, all);
        }
        if (count == evaluated.size() && classes.stream().allMatch(Category::evaluation)) {
            return of(truth, evaluated);
        }
        if (count == classes.size() && count != evaluated.size()) {
            return of(truth, classes);
        }
        throw new BadInputException(subject + " " + count + " columns, the annotations " + all.size() + " categories, "
                + evaluated.size() + " of them evaluated, " + classes.size() + " with recordings" + advice);
    }

    /**
     * The same columns, each a class of its own: to read all of them.
     *
     * @param other the column that holds no scores; negative when there is none
     */
    ClassColumns each(int other) {
        int[] each = new int[classOf.length];
        int next = 0;
        for (int column = 0; column < each.length; column++) {
            each[column] = column == other ? NONE : next++;
        }
        return new ClassColumns(each, notEvaluated);
    }

    /** The column of each class. */
    int[] columnOfClass() {
        int[] columns = new int[classOf.length];
        int classes = 0;
        for (int column = 0; column < classOf.length; column++) {
            if (classOf[column] != NONE) {
                columns[classOf[column]] = column;
                classes++;
            }
        }
        return Arrays.copyOf(columns, classes);
    }
}
