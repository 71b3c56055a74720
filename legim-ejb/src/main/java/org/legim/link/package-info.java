/** What nodes say to each other, and the signed sessions in which they say it. */
package org.legim.link;
