package org.legim.launcher.demo;

/** The operator wants no more of the demo. */
final class Stopped extends Exception {}
