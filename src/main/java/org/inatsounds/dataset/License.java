package org.inatsounds.dataset;

/**
 * A licence that recordings refer to: an element of {@code licenses}.
 *
 * @param id unique within the file
 * @param name as written in the file; empty where the file does not say
 * @param url where its text is; empty where the file does not say
 */
public record License(int id, String name, String url) {}
