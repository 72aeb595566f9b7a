/*
 * Buttons for drawing grids: choose, brush, line, ring.
 * `show` is called after every answer of the server, with what the page gives; `edit` sends one edit to it.
 */
var GridPlanTools = (function () {
  "use strict";
  return {
    show: function (map, tools, edit) {
      map.gridplan.tools = { given: tools, edit: edit };
    }
  };
})();
