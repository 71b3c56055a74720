package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * What became of the files of one request.
 *
 * @param images those that are stored, in the order of the request
 * @param problems a problem for each that is not
 */
@JsonbPropertyOrder({"images", "problems"})
public record UploadsJson(List<ImageJson> images, List<Map<String, Object>> problems) {}
