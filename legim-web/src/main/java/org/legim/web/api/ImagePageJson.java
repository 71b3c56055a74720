package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A page of a listing.
 *
 * @param images in the order of their ids
 * @param next what to send as {@code after} for the next page; null at the end
 */
@JsonbPropertyOrder({"images", "next"})
public record ImagePageJson(List<ImageJson> images, String next) {}
