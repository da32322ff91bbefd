<?php
/**
 * Settings, Kith: five fields, through WordPress' own settings (its nonce, its capability).
 *
 * @package Kith
 */

namespace Kith;

defined( 'ABSPATH' ) || exit;

function register_settings() {
	register_setting(
		'kith',
		OPTION,
		array(
			'type'              => 'array',
			'sanitize_callback' => __NAMESPACE__ . '\\sanitize',
			'show_in_rest'      => false,
		)
	);
	add_settings_section( 'kith', '', '__return_null', 'kith' );
	$fields = array(
		'address' => __( 'Kith’s address', 'kith' ),
		'key'     => __( 'Public key', 'kith' ),
		'way'     => __( 'Way', 'kith' ),
		'lang'    => __( 'Language', 'kith' ),
		'nation'  => __( 'Urgent numbers of', 'kith' ),
	);
	foreach ( $fields as $name => $label ) {
		$more = array( 'name' => $name );
		if ( 'way' !== $name ) {
			$more['label_for'] = "kith-$name";
		}
		add_settings_field( "kith-$name", $label, __NAMESPACE__ . '\\draw_field', 'kith', 'kith', $more );
	}
}
add_action( 'admin_init', __NAMESPACE__ . '\\register_settings' );

function add_page() {
	add_options_page( __( 'Kith', 'kith' ), __( 'Kith', 'kith' ), 'manage_options', 'kith', __NAMESPACE__ . '\\draw_page' );
}
add_action( 'admin_menu', __NAMESPACE__ . '\\add_page' );

/**
 * What may be kept of what was sent. What is wrong is said and changes nothing; the rest is saved.
 *
 * @param mixed $given The form, or whatever else calls update_option.
 */
function sanitize( $given ) {
	$given = is_array( $given ) ? $given : array();
	$kept  = settings();

	$address = preg_replace( '~^(?=[^/:]+\.[^/:]+(?::\d+)?/*$)~', 'https://', rtrim( text_of( $given, 'address' ), '/' ) );
	$problem = problem_of_address( $address );
	if ( $problem ) {
		refuse( 'address', text_of( $given, 'address' ), $problem );
	} else {
		$kept['address'] = strtolower( $address );
	}

	$key = text_of( $given, 'key' );
	if ( 0 === strpos( $key, 'sk_' ) ) {
		// Not shown again: whoever looks over a shoulder needs it least.
		refuse( 'key', '', __( 'This is a secret key, and was not saved. A secret key never belongs on a page: use the public key, which starts with pk_.', 'kith' ) );
	} elseif ( '' !== $key && ! preg_match( KEY, $key ) ) {
		refuse( 'key', $key, __( 'A public key starts with pk_, then letters, digits, “-” and “_”. Copy it from Kith’s console (Kith on your page).', 'kith' ) );
	} else {
		$kept['key'] = $key;
	}

	$choices = array(
		'way'    => array( 'script', 'frame' ),
		'lang'   => array_merge( array( '' ), array_keys( LANGUAGES ) ),
		'nation' => array_keys( nations() ),
	);
	foreach ( $choices as $name => $known ) {
		if ( ! isset( $given[ $name ] ) ) {
			continue;
		}
		if ( in_array( $given[ $name ], $known, true ) ) {
			$kept[ $name ] = $given[ $name ];
		} else {
			refuse( $name, text_of( $given, $name ), __( 'Choose one of what is offered.', 'kith' ) );
		}
	}
	return $kept;
}

/** Why this cannot be Kith's address; empty when it can. Nothing at all is fine: then Kith is off. */
function problem_of_address( $address ) {
	if ( '' === $address || is_address( $address ) ) {
		return '';
	}
	if ( preg_match( '~^http://~i', $address ) ) {
		return __( 'The address has to begin with https://, so that nobody on the way reads what people look for. (http:// works for localhost alone, for trying.)', 'kith' );
	}
	if ( preg_match( '~^https://[^/?#@\s]+[/?#]~i', $address ) ) {
		return __( 'Leave out what comes after the name: only the address of Kith itself, like https://kith.example.org.', 'kith' );
	}
	return __( 'Write the one address where Kith is, like https://kith.example.org: no spaces, no name or password in it.', 'kith' );
}

/** WordPress writes these messages as HTML. */
function refuse( $name, $value, $problem ) {
	$text = esc_html( $problem );
	if ( '' !== $value ) {
		/* translators: %s: what somebody typed */
		$text = esc_html( sprintf( __( '“%s” was not saved.', 'kith' ), mb_substr( $value, 0, 100 ) ) ) . ' ' . $text;
	}
	add_settings_error( OPTION, "kith-$name", $text );
}

function draw_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$site = wp_parse_url( home_url() );
	$site = $site['scheme'] . '://' . $site['host'] . ( isset( $site['port'] ) ? ':' . $site['port'] : '' );
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Kith', 'kith' ); ?></h1>
		<ol>
			<li>
				<?php
				/* translators: %s: the address of this site */
				echo wp_kses( sprintf( __( 'In Kith’s console, open “Kith on your page” and write %s under “Your sites”.', 'kith' ), '<code>' . esc_html( $site ) . '</code>' ), array( 'code' => array() ) );
				?>
			</li>
			<li><?php esc_html_e( 'Copy Kith’s address and your public key from there into the fields below, and save.', 'kith' ); ?></li>
			<li>
				<?php
				/* translators: %s: a shortcode */
				echo wp_kses( sprintf( __( 'Put the block “Find help (Kith)” on a page, or write %s where you have no blocks.', 'kith' ), '<code>[kith]</code>' ), array( 'code' => array() ) );
				?>
			</li>
		</ol>
		<form method="post" action="options.php">
			<?php
			settings_fields( 'kith' );
			do_settings_sections( 'kith' );
			submit_button();
			?>
		</form>
		<p><?php esc_html_e( 'This plugin keeps these five settings and nothing else. It sets no cookies, counts nobody, and sends nothing to Kith: the browser of whoever opens the page asks Kith itself.', 'kith' ); ?></p>
	</div>
	<?php
}

function draw_field( $field ) {
	$name  = $field['name'];
	$value = settings()[ $name ];
	switch ( $name ) {
		case 'address':
			draw_text( $name, $value, 'https://kith.example.org', __( 'Begins with https:// and ends with the name of the host.', 'kith' ) );
			break;
		case 'key':
			draw_text( $name, $value, 'pk_…', __( 'Starts with pk_. It is public: it stands in every page that has Kith.', 'kith' ) );
			break;
		case 'way':
			draw_ways( $value );
			break;
		case 'lang':
			draw_choice( $name, $value, array( '' => __( 'The language of the page', 'kith' ) ) + LANGUAGES, __( 'If Kith does not speak the language of the page, it speaks English.', 'kith' ) );
			break;
		case 'nation':
			draw_choice( $name, $value, nations(), __( 'They stand in the page where Kith cannot be reached.', 'kith' ) );
			break;
	}
}

function draw_text( $name, $value, $shape, $hint ) {
	printf(
		'<input type="text" class="regular-text code" id="kith-%1$s" name="kith[%1$s]" value="%2$s" placeholder="%3$s" aria-describedby="kith-%1$s-hint" spellcheck="false" autocomplete="off" dir="ltr"><p class="description" id="kith-%1$s-hint">%4$s</p>',
		esc_attr( $name ),
		esc_attr( $value ),
		esc_attr( $shape ),
		esc_html( $hint )
	);
}

function draw_choice( $name, $value, $choices, $hint ) {
	printf( '<select id="kith-%1$s" name="kith[%1$s]" aria-describedby="kith-%1$s-hint">', esc_attr( $name ) );
	foreach ( $choices as $one => $label ) {
		printf( '<option value="%s"%s>%s</option>', esc_attr( $one ), selected( $value, $one, false ), esc_html( $label ) );
	}
	printf( '</select><p class="description" id="kith-%s-hint">%s</p>', esc_attr( $name ), esc_html( $hint ) );
}

function draw_ways( $value ) {
	$ways = array(
		'script' => __( 'Script: the best fit. It takes the fonts of your page and grows with what is in it.', 'kith' ),
		'frame'  => __( 'Frame: where your site lets no scripts of others in.', 'kith' ),
	);
	echo '<fieldset><legend class="screen-reader-text">' . esc_html__( 'Way', 'kith' ) . '</legend>';
	foreach ( $ways as $one => $label ) {
		printf( '<label><input type="radio" name="kith[way]" value="%s"%s> %s</label><br>', esc_attr( $one ), checked( $value, $one, false ), esc_html( $label ) );
	}
	echo '</fieldset>';
}
