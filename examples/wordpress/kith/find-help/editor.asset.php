<?php
/**
 * What the block needs in the editor, in the form that WordPress reads.
 *
 * @package Kith
 */

return array(
	'dependencies' => array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => '0.1.0',
);
